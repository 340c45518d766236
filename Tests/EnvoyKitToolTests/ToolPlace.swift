import Foundation

/// A folder of files in which `envoykit` is run as a user runs it; it goes with the test.
final class ToolPlace {
  let folder: URL

  /// The root of the repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Makes a folder with text files in it.
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "envoykit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a text file, and its folder.
  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The text of a file; nil where there is none.
  func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Runs `envoykit` in the folder.
  func envoykit(_ arguments: String..., input: String = "") throws -> ToolRun {
    try run(try Self.executable(), arguments, input: input)
  }

  /// Runs `envoykit` in the folder.
  func envoykit(_ arguments: [String]) throws -> ToolRun {
    try run(try Self.executable(), arguments)
  }

  /// Runs a program in the folder, with streams that are files, so that no pipe fills up.
  func run(_ program: URL, _ arguments: [String], input: String = "") throws -> ToolRun {
    let streams = try ToolPlace.streams(input)
    defer { for stream in streams { try? FileManager.default.removeItem(at: stream) } }
    let process = Process()
    process.executableURL = program
    process.currentDirectoryURL = folder
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try process.run()
    process.waitUntilExit()
    return ToolRun(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      text: String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self))
  }

  private static func streams(_ input: String) throws -> [URL] {
    let folder = FileManager.default.temporaryDirectory
    let streams = ["in", "out", "err"].map { folder.appending(path: "\($0)-\(UUID())") }
    try Data(input.utf8).write(to: streams[0])
    for stream in streams.dropFirst() { try Data().write(to: stream) }
    return streams
  }

  /// `envoykit` stands where the tests were built.
  static func executable() throws -> URL {
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let folders = bundles.flatMap { [$0, $0.deletingLastPathComponent()] }
    let candidates = folders.map { $0.appending(path: "envoykit") }
    guard
      let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw NoExecutable(candidates: candidates.map(\.path)) }
    return found
  }
}

/// What a run said.
struct ToolRun {
  /// The exit status; -1 where a signal ended it.
  let status: Int32
  let text: String
  let errors: String

  var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// There is no `envoykit` beside the tests.
struct NoExecutable: Error {
  let candidates: [String]
}

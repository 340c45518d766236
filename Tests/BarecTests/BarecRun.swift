import Foundation

/// A folder of files in which `barec` is run as a user runs it; it goes with the test.
final class Workplace {
  let folder: URL

  /// Makes a folder with text files in it.
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "barec-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a text file at once, so that nobody meets half of it, and its folder.
  func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// The text of a file; nil where there is none.
  func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Runs `barec` in the folder.
  func barec(_ arguments: String..., input: [UInt8] = []) throws -> BarecRun {
    try barec(arguments, input: input)
  }

  /// Runs `barec` in the folder, with streams that are files, so that no pipe fills up.
  func barec(_ arguments: [String], input: [UInt8] = []) throws -> BarecRun {
    let streams = ["in", "out", "err"].map { folder.appending(path: ".\($0)-\(UUID())") }
    defer { for stream in streams { try? FileManager.default.removeItem(at: stream) } }
    try Data(input).write(to: streams[0])
    for stream in streams.dropFirst() { try Data().write(to: stream) }
    let process = try process(arguments)
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try process.run()
    process.waitUntilExit()
    return BarecRun(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: Array(try Data(contentsOf: streams[1])),
      errors: String(decoding: try Data(contentsOf: streams[2]), as: UTF8.self))
  }

  /// A run that is not started yet.
  func process(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try Self.executable()
    process.currentDirectoryURL = folder
    process.arguments = arguments
    return process
  }

  /// `barec` stands where the tests were built.
  private static func executable() throws -> URL {
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let folders = bundles.flatMap { [$0, $0.deletingLastPathComponent()] }
    let candidates = folders.map { $0.appending(path: "barec") }
    guard
      let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw NoExecutable(candidates: candidates.map(\.path)) }
    return found
  }
}

/// What a run of `barec` said.
struct BarecRun {
  /// The exit status; -1 where a signal ended it.
  let status: Int32
  let output: [UInt8]
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
}

/// There is no `barec` beside the tests.
struct NoExecutable: Error {
  let candidates: [String]
}

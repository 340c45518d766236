import Foundation
import Testing

/// What is generated compiles without a warning, and is formatted as the house formats.
///
/// The runtime's modules are those that this test run was built with.
struct CompilationTests {
  @Test(
    "generated Swift of all cases compiles without a warning",
    arguments: ["", "package ", "public "])
  func compiles(access: String) throws {
    let folder = try TemporaryFolder()
    let cases = try GoldenCase.all().filter { $0.importAccess == access }
    if cases.isEmpty { return }
    try typecheck(try folder.write(cases), in: folder)
  }

  @Test(
    "generated Swift compiles beside a file that imports the runtime as ever",
    arguments: ["access-public", "access-package", "struct"])
  func plainImportBeside(name: String) throws {
    let folder = try TemporaryFolder()
    let cases = try GoldenCase.all().filter { $0.name == name }
    let file = folder.url.appending(path: "hand-written.swift")
    try Data("import BareRuntime\n\nlet bytes = Bytes()\n".utf8).write(to: file)
    try typecheck(try folder.write(cases) + [file], in: folder)
  }

  private func typecheck(_ files: [URL], in folder: TemporaryFolder) throws {
    let modules = try #require(BuildFolder.url, "no `Modules` beside the tests")
      .appending(path: "Modules")
    let result = try Shell.run(
      [
        "swiftc", "-typecheck", "-continue-building-after-errors", "-warnings-as-errors",
        "-swift-version", "6", "-package-name", "cases",
        "-module-cache-path", folder.url.appending(path: "cache").path, "-I", modules.path,
      ] + files.map(\.path))
    let complaints = result.output.split(separator: "\n")
      .filter { $0.hasPrefix("/") && ($0.contains(" error: ") || $0.contains(" warning: ")) }
      .map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(result.status == 0, "\(Set(complaints).sorted().joined(separator: "\n"))")
    if result.status != 0, complaints.isEmpty { Issue.record("\(result.output)") }
  }

  @Test("generated Swift of all cases is what the formatter makes of it")
  func isFormatted() throws {
    let folder = try TemporaryFolder()
    let files = try folder.write(try GoldenCase.all())
    let result = try Shell.run(["swift", "format", "lint", "--strict"] + files.map(\.path))
    let complaints = result.output.split(separator: "\n")
      .map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(result.status == 0, "\(complaints.joined(separator: "\n"))")
  }
}

/// A folder that goes with the test.
private final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "generated-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// One Swift file a case.
  func write(_ cases: [GoldenCase]) throws -> [URL] {
    try cases.map { testCase in
      let name = testCase.name.split(separator: "/").joined(separator: "-")
      let file = url.appending(path: name + ".swift")
      try Data((testCase.generated + testCase.handWritten).utf8).write(to: file)
      return file
    }
  }
}

extension GoldenCase {
  /// What stands before `import`: one module has to import in one way.
  fileprivate var importAccess: String {
    let line = generated.split(separator: "\n").first { $0.hasSuffix("import BareRuntime") } ?? ""
    return String(line.dropLast("import BareRuntime".count))
  }
}

/// Where this test run was built.
private enum BuildFolder {
  static var url: URL? {
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let folders = bundles.flatMap { [$0, $0.deletingLastPathComponent()] }
    return folders.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "Modules").path)
    }
  }
}

private enum Shell {
  /// Runs a tool of the toolchain; gives its status, and both streams as one text.
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

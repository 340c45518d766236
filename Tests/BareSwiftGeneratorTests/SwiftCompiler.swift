import Foundation
import Testing

/// The toolchain's compiler, with the modules that this test run was built with.
enum SwiftCompiler {
  /// Checks files as one module, by one process: the runtime is loaded once, not with every file.
  static func typecheck(
    _ files: [URL], in folder: TemporaryFolder, _ options: String...
  ) throws -> (status: Int32, output: String) {
    let modules = try #require(BuildFolder.url, "no `Modules` beside the tests")
      .appending(path: "Modules")
    return try Shell.run(
      [
        "swiftc", "-typecheck", "-whole-module-optimization", "-continue-building-after-errors",
        "-swift-version", "6", "-package-name", "cases",
        "-module-cache-path", folder.url.appending(path: "cache").path, "-I", modules.path,
      ] + options + files.map(\.path))
  }
}

/// A folder that goes with the test.
final class TemporaryFolder {
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
      let file = url.appending(path: testCase.name + ".swift")
      try Data((testCase.generated + testCase.handWritten).utf8).write(to: file)
      return file
    }
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

enum Shell {
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

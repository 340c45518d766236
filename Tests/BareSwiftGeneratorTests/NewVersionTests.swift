import BareSwiftGenerator
import Foundation
import Testing

/// What a maintainer meets who adds a version 7 to the envoy protocol, as README.md tells it.
struct NewVersionTests {
  private static let decisions = [
    "DowngradesToRivetResponseAbort", "LosesRetryAfterMsOfSqliteErrorResponse",
    "UpgradesToRivetResponseAbort",
  ]

  @Test("each decision is one compile error that names it, and there is no other error")
  func errors() throws {
    let result = try typecheck(handWritten: nil)
    let errors = result.output.matches(of: /swift:\d+:\d+: error: (.*)/).map { String($0.1) }
    let expected = Self.decisions.map {
      "type 'Envoy.V6ToV7' does not conform to protocol 'Envoy.V6ToV7.\($0)'"
    }
    #expect(errors.sorted() == expected, "\(result.output)")
    let text = try Repository.text("README.md")
    #expect(expected.contains { text.contains("error: \($0)") }, "README.md quotes one of them")
  }

  @Test("with the decisions that README.md writes down, all of it compiles without a warning")
  func decided() throws {
    let text = try Repository.text("README.md")
    let block = try #require(text.firstMatch(of: /```swift\n( *\/\/ .*V6ToV7\.swift\n[^`]*)```/))
    let result = try typecheck(handWritten: String(block.1))
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.contains("warning:"), "\(result.output)")
  }

  /// Checks the target `EnvoyProtocol` as it would be with the new version.
  private func typecheck(handWritten: String?) throws -> (status: Int32, output: String) {
    let folder = try TemporaryFolder()
    var options = GeneratorOptions()
    options.access = .public
    options.emission = .json
    let generated = SwiftGenerator(options: options).generate(try Self.family())
    let file = folder.url.appending(path: "EnvoyProtocol.bare.swift")
    try Data(generated.utf8).write(to: file)
    var files = [file] + (try Repository.swiftFiles(below: "Sources/EnvoyProtocol"))
    if let handWritten {
      let file = folder.url.appending(path: "V6ToV7.swift")
      try Data(handWritten.utf8).write(to: file)
      files.append(file)
    }
    return try SwiftCompiler.typecheck(files, in: folder)
  }

  /// The family with a version 7 that never was: one message changed from void to a struct, one got
  /// an optional field, one is new.
  private static func family() throws -> Family {
    let new = "ToRivetResumed"
    let changes = [
      ("type ToRivetResponseAbort void", "type ToRivetResponseAbort struct { reason: str }"),
      ("  code: str\n", "  code: str\n  retryAfterMs: optional<u32>\n"),
      ("type ToRivetStopping void", "type ToRivetStopping void\ntype \(new) void"),
      (
        "  | ToRivetSqliteExecuteBatchRequest = 11\n",
        "  | ToRivetSqliteExecuteBatchRequest = 11\n  | \(new) = 12\n"
      ),
    ]
    var text = try RepositorySchemas.text("envoy/v6")
    for (old, new) in changes {
      try #require(text.contains(old), "version 6 has no `\(old)`")
      text = text.replacing(old, with: new)
    }
    let published = try RepositorySchemas.envoy()
    return try Family(
      name: published.name,
      versions: published.versions + [GeneratorInput(text, path: "schemas/envoy/v7.bare")],
      variants: published.variants)
  }
}

/// The repository that the tests were built from.
private enum Repository {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func swiftFiles(below path: String) throws -> [URL] {
    let folder = folder.appending(path: path)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0) }
  }
}

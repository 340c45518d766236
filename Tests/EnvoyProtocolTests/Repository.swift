import BareJSON
import BareSchema
import Foundation

/// The files that the tests read.
enum Repository {
  /// The root of the repository.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The bytes of a file by its path from the root.
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// A schema of the folder `schemas`, such as `envoy/v6`.
  static func schema(_ name: String) throws -> Schema {
    try schema(text: String(decoding: try bytes("schemas/\(name).bare"), as: UTF8.self))
  }

  /// The schema of a text.
  static func schema(text: String) throws -> Schema {
    let compilation = SchemaCompiler.compile(SourceFile(path: "test.bare", text: text))
    guard let schema = compilation.schema else {
      throw Unsound(description: compilation.diagnostics.map(\.message).joined(separator: "\n"))
    }
    return schema
  }

  /// A schema that does not compile.
  struct Unsound: Error, CustomStringConvertible {
    let description: String
  }
}

/// Facts of the protocols from outside, in a folder beside the repository; not everybody has it.
enum SharedFacts {
  static let names =
    ["envoy-v1", "envoy-v2", "envoy-v3", "envoy-v4", "envoy-v5", "envoy-v6"]
    .map { ($0, $0.replacing("-", with: "/")) } + [("kv-channel-v1", "kv-channel/v1")]

  static let absence = "there is no folder `shared` beside the repository"

  /// Whether a part of the folder is there.
  static func isThere(_ part: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: part).path)
  }

  /// A JSON file of the folder.
  static func json(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: [UInt8](try Data(contentsOf: folder.appending(path: path))))
  }

  private static let folder = Repository.folder.deletingLastPathComponent()
    .appending(path: "shared")
}

import BareSwiftGenerator
import Foundation

/// The schemas that the repository publishes.
enum RepositorySchemas {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "schemas")

  /// The text of `envoy/v1` and the like.
  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name + ".bare"), encoding: .utf8)
  }

  /// The six versions of the envoy protocol, and the layout beside version 2.
  static func envoy() throws -> Family {
    func input(_ stem: String) throws -> GeneratorInput {
      try GeneratorInput(text("envoy/\(stem)"), path: "schemas/envoy/\(stem).bare")
    }
    return try Family(
      name: "Envoy", versions: (1...6).map { try input("v\($0)") }, variants: [input("v2-pr4673")])
  }
}

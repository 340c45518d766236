import Foundation

/// A folder of the repository's scenarios for clients, of few families, so that commands take no
/// time to read them.
enum SmallScenarios {
  /// A place with the folder `vectors` in it, and other files.
  static func place(_ files: [String: String] = [:]) throws -> ToolPlace {
    let folder = "vectors/scenarios/client/"
    var texts = files
    for name in ["kv/define", "kv/requests", "kv/replies", "sqlite/define", "sqlite/requests"] {
      let path = "\(folder)\(name).json"
      texts[path] = try String(
        contentsOf: ToolPlace.repository.appending(path: path), encoding: .utf8)
    }
    texts["vectors/rules.json"] = #"{"format": "envoykit-rules/1", "rules": []}"#
    texts["vectors/index.json"] = #"{"format": "envoykit-index/1", "vectors": {}}"#
    return try ToolPlace(texts)
  }
}

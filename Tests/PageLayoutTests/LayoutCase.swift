import BareJSON
import BareRuntime
import Foundation
import PageLayout
import Testing

/// A case of `vectors/layout`: what is given, and what is to come of it.
struct LayoutCase: Sendable, CustomTestStringConvertible {
  let id: String
  let rules: [String]
  let kind: String
  let given: JSONValue
  let expect: JSONValue

  var testDescription: String { id }

  static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "vectors")

  /// All cases, by file and line.
  static func all() throws -> [LayoutCase] {
    let folder = vectors.appending(path: "layout")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0 != "schema.json" }
      .flatMap { name in
        let text = [UInt8](try Data(contentsOf: folder.appending(path: name)))
        var file = try JSONFields(try JSONValue(parsing: text))
        try #require(try file.decode("format", as: String.self) == "envoykit-layout/1")
        try #require(try file.decode("about", as: String.self).count <= 100)
        let cases = try #require(try file.take("cases").arrayValue)
        try file.finish()
        return try cases.map(LayoutCase.init)
      }
  }

  init(_ json: JSONValue) throws {
    var fields = try JSONFields(json)
    id = try fields.decode("id", as: String.self)
    try #require(try fields.decode("about", as: String.self).count <= 100)
    rules = try fields.decode("rules", as: [String].self)
    kind = try fields.decode("kind", as: String.self)
    given = try fields.take("given")
    expect = try fields.take("expect")
    try fields.finish()
  }
}

/// Values of cases.
extension JSONValue {
  func member(_ key: String) throws -> JSONValue { try #require(self[key], "\(key)") }

  func text(_ key: String) throws -> String { try String(json: try member(key)) }

  func flag(_ key: String) throws -> Bool { try Bool(json: try member(key)) }

  func u32(_ key: String) throws -> UInt32 { try UInt32(json: try member(key)) }

  func u64(_ key: String) throws -> UInt64 { try UInt64(json: try member(key)) }

  func bytes(_ key: String) throws -> [UInt8] { try member(key).bytes() }

  /// Hex, or pieces.
  func bytes() throws -> [UInt8] {
    guard case .array(let parts) = self else { return Array(try Bytes(json: self)) }
    return try parts.flatMap { part in
      guard part["repeat"] != nil else { return Array(try Bytes(json: part)) }
      let unit = try part.bytes("repeat")
      return (0..<(try part.u32("count"))).flatMap { _ in unit }
    }
  }

  func list(_ key: String) throws -> [JSONValue] {
    try #require(try member(key).arrayValue, "\(key)")
  }

  func pairs(_ key: String) throws -> [KVPair] {
    try list(key).map { pair in
      let parts = try #require(pair.arrayValue)
      return KVPair(key: try parts[0].bytes(), value: try parts[1].bytes())
    }
  }

  func stored(_ key: String) throws -> StoredValues {
    Dictionary(try pairs(key).map { ($0.key, $0.value) }) { $1 }
  }

  func tag() throws -> FileTag { FileTag(rawValue: UInt8(try u32("tag"))) }

  func requests(_ key: String) throws -> [KVRequest] {
    try list(key).map { request in
      if request["put"] != nil { return .put(try request.pairs("put")) }
      if request["get"] != nil { return .get(try request.list("get").map { try $0.bytes() }) }
      if request["delete"] != nil {
        return .delete(try request.list("delete").map { try $0.bytes() })
      }
      let ends = try request.list("deleteRange").map { try $0.bytes() }
      return .deleteRange(KeyRange(start: ends[0], end: ends[1]))
    }
  }

  func deletion() throws -> PlanOptions.Deletion {
    try #require(PlanOptions.Deletion(rawValue: try text("deletion")))
  }

  func limits() throws -> PlanOptions {
    let limits = try member("limits")
    return PlanOptions(
      maximumKeyCount: Int(try limits.u32("keys")),
      maximumPutByteCount: Int(try limits.u32("putBytes")), deletion: try limits.deletion())
  }
}

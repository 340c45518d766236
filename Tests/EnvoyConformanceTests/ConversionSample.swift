import BareJSON
import BareRuntime
import EnvoyProtocol

@testable import EnvoyConformance

/// A valid vector of a root type of the envoy protocol.
struct ConversionSample {
  let id: String
  let type: String
  let version: UInt16
  let value: JSONValue
  let bytes: [UInt8]

  private let codec: VersionedJSONCodec

  init?(_ vector: Vector) {
    guard vector.result == .valid, vector.schema.hasPrefix("envoy/v"),
      let version = UInt16(vector.schema.dropFirst("envoy/v".count)),
      let codec = Envoy.Versioned.jsonCodecs[vector.type], let value = vector.value,
      let bytes = vector.bytes
    else { return nil }
    id = vector.id
    type = vector.type
    self.version = version
    self.value = value
    self.bytes = [UInt8](bytes)
    self.codec = codec
  }

  /// The value in another version.
  func converted(to target: UInt16) throws -> JSONValue {
    try codec.convert(value, version, target)
  }

  /// The value after it was in another version.
  func roundTrip(over target: UInt16) throws -> JSONValue {
    try codec.convert(try converted(to: target), target, version)
  }

  /// The bytes of the value in another version.
  func bytes(in target: UInt16) throws -> [UInt8] {
    let bytes = try codec.embedded.bytes(
      encoding: .object([("v\(target)", try converted(to: target))]))
    return Array(bytes.dropFirst(2))
  }

  /// Whether any part is a SQLite message, or starts an actor.
  var isAboutSqliteOrStart: Bool {
    let text = value.compactText
    return text.contains("Sqlite") || text.contains("CommandStartActor")
  }
}

/// The fields in which two values of one type differ.
enum JSONLoss {
  /// The names of the innermost fields that differ.
  static func all(from before: JSONValue, to after: JSONValue, in field: String = "") -> Set<String>
  {
    if before == after { return [] }
    switch (before, after) {
    case (.object(let left), .object(let right)) where left.count == right.count:
      return zip(left, right).reduce(into: []) { losses, pair in
        losses.formUnion(
          pair.0.key == pair.1.key
            ? all(from: pair.0.value, to: pair.1.value, in: pair.0.key) : [field])
      }
    case (.array(let left), .array(let right)) where left.count == right.count:
      return zip(left, right).reduce(into: []) {
        $0.formUnion(all(from: $1.0, to: $1.1, in: field))
      }
    default: return [field]
    }
  }
}

public import BareJSON
public import BareRuntime
import Digest

/// One golden vector: a value and its bytes, or what has to be refused.
public struct Vector: Sendable {
  /// Which directions a vector is for.
  public enum Kind: String, CaseIterable, Sendable {
    /// Value to bytes and bytes to value.
    case roundtrip

    /// Bytes to value only.
    case decode

    /// Value to bytes only.
    case encode

    /// Value of one version to value of another.
    case convert
  }

  /// What an implementation has to make of it.
  public enum Result: String, CaseIterable, Sendable {
    /// It is taken.
    case valid

    /// It is refused.
    case invalid

    /// Either.
    case acceptable
  }

  /// How strongly the rules demand the result.
  public enum Level: String, CaseIterable, Sendable {
    /// Demanded, advised, or allowed.
    case must, should, may
  }

  /// The name of the schema, such as `envoy/v6`.
  public let schema: String

  /// The declared type that the bytes are a message of.
  public let type: String

  /// The level of its group.
  public let level: Level

  /// The immutable id: slugs joined by `/`, the schema's name first.
  public let id: String

  /// Which directions it is for.
  public let kind: Kind

  /// What has to be made of it.
  public let result: Result

  /// The rules that it is about, by their ids.
  public let rules: [String]

  /// The class of the error, for what is invalid.
  public let error: BareErrorClass?

  /// The offset of the fault, in bytes, where the vector states it.
  public let byteOffset: Int?

  /// What is special about it.
  public let comment: String

  /// Why it no longer counts, for a vector that was wrong.
  public let withdrawn: String?

  /// The value in JSON, repetitions written out; nil for bytes that are no value.
  public let value: JSONValue?

  /// The bytes; nil for a value that has none.
  public let bytes: Bytes?

  /// From where to where the value is converted; for kind `convert` alone.
  public let conversion: VectorConversion?

  /// What the id has to start with: the schema, or `convert`.
  var idPrefix: String { (conversion == nil ? schema : Kind.convert.rawValue) + "/" }

  /// The canonical JSON that the index hashes: schema, type, kind, result, value, bytes and error,
  /// in this order, those that are there, without white space.
  public var canonicalText: String {
    var object = JSONObject([
      ("schema", .string(schema)), ("type", .string(type)), ("kind", .string(kind.rawValue)),
      ("result", .string(result.rawValue)),
    ])
    if let value { object.append("value", value) }
    if let bytes { object.append("bytes", .string(bytes.hex)) }
    if let error { object.append("error", .string(error.rawValue)) }
    for (key, value) in conversion?.members ?? [] { object.append(key, value) }
    return JSONValue.object(object).compactText
  }

  /// The hash of ``canonicalText``, 64 hex digits.
  public var hash: String { SHA256.hex(of: Array(canonicalText.utf8)) }
}

extension BareError: CustomStringConvertible {
  /// One sentence: what was expected, what was met, and where.
  public var description: String {
    var text = reason
    if let byteOffset { text += ", at byte \(byteOffset)" }
    if !path.isEmpty { text += ", in \(pathText)" }
    return text
  }

  /// The path as text, such as `ToRivet.kvRequest.data.keys[3]`.
  public var pathText: String { Self.text(of: path) }

  /// A path as text, such as `ToRivet.kvRequest.data.keys[3]`.
  public static func text(of path: [PathComponent]) -> String {
    var text = ""
    for component in path {
      switch component {
      case .name(let name): text += text.isEmpty ? name : "." + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// What was expected and met, without the place.
  public var reason: String {
    switch kind {
    case .truncated(let expected, let remaining):
      "the message ends early: expected \(Self.bytes(expected)) more, \(remaining) left"
    case .truncatedCount(let count, let minimum, let remaining):
      "the message ends early: \(count) elements of at least \(Self.bytes(UInt64(minimum))) each "
        + "do not fit into the \(remaining) left"
    case .trailing(let byteCount):
      "expected the end of the message, met \(Self.bytes(UInt64(byteCount))) more"
    case .varintOverflow: "expected a varint of at most 64 bits, met a longer one"
    case .varintNoncanonical: "expected the shortest form of a varint, met a longer one"
    case .bool(let byte): "expected 0 or 1 for a bool, met \(byte)"
    case .optional(let byte): "expected 0 or 1 before an optional, met \(byte)"
    case .enumNumber(let number): "expected a number of the enum, met \(number)"
    case .unionTag(let tag): "expected a tag of the union, met \(tag)"
    case .utf8: "expected UTF-8, met bytes that are not"
    case .duplicateKey(let index): "expected each key once, met the key of pair \(index) again"
    case .lengthLimit(let byteCount, let maximum):
      "expected at most \(Self.bytes(maximum)), met \(byteCount)"
    case .version(let reason): reason
    case .value(let expected, let met): "expected \(expected), met \(met)"
    }
  }

  private static func bytes(_ count: UInt64) -> String {
    count == 1 ? "1 byte" : "\(count) bytes"
  }
}

/// A text that is not JSON (RFC 8259): what was expected, what was met, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of fault.
  public enum Kind: String, Sendable {
    /// The text ends in the middle of a value.
    case unexpectedEnd
    /// Something stands where nothing of the kind may: a comma too many, a comment.
    case unexpectedText
    /// A malformed number: a leading zero, a point without digits.
    case number
    /// An unknown escape, `\u` without four hex digits, or half of a surrogate pair.
    case escape
    /// A control character that stands in a string as itself.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case utf8
    /// The text starts with a byte order mark.
    case byteOrderMark
    /// More text after the value.
    case trailingText
    /// More than `JSONValue.maximumDepth` arrays and objects around each other.
    case depth
  }

  /// The kind of fault.
  public let kind: Kind

  /// Where the fault is.
  public let position: JSONPosition

  /// What was expected and what was met, without the place.
  public let message: String

  /// Makes an error.
  public init(kind: Kind, position: JSONPosition, message: String) {
    self.kind = kind
    self.position = position
    self.message = message
  }

  /// Place and message: `line 3, column 7: expected ...`.
  public var description: String { "\(position): \(message)" }
}

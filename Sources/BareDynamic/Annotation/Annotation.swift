public import BareRuntime
public import BareSchema

/// A stretch of a message, and what it says.
public struct Annotation: Sendable {
  /// Where it stands in the message; empty for a value without bytes, such as an empty text.
  public let byteRange: Range<Int>

  /// The way from the message's type to the value, in the words of `BareError.path`.
  public let path: [BareError.PathComponent]

  /// The first name that the schema gives the value's type; nil for one in place.
  public let typeName: String?

  /// The type of the value once names are followed.
  public let type: SchemaType

  /// What the bytes say.
  public let meaning: Meaning

  /// What bytes can say.
  public enum Meaning: Sendable {
    /// The length in bytes of the text or data that follows.
    case length(UInt64)

    /// How many elements of a list follow.
    case elementCount(UInt64)

    /// How many pairs of a map follow.
    case pairCount(UInt64)

    /// Which member of a union follows, by tag and schema text.
    case tag(UInt64, member: String)

    /// Whether an optional has a value, which follows.
    case presence(Bool)

    /// A value of an enum, by name and number.
    case enumeration(name: String, number: UInt64)

    /// A value of one piece; that of a list of bytes is the data that they are.
    case value(DynamicValue)

    /// Elements of a list or pairs of a map that are read and not told one by one.
    case elements(first: Int, count: Int)

    /// Values to the end that are read and not told one by one.
    case rest
  }
}

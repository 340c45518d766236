/// What there is to know of a declared type: its parts, their bytes, and how large it can be.
public struct TypeDescription: Sendable {
  /// The name in the schema.
  public let name: String

  /// `struct`, `enum`, `union`, or the type that the name stands for.
  public let kind: String

  /// How a value looks in bytes, in one line.
  public let layout: String

  /// The comment above the declaration, a line each.
  public let comment: [String]

  /// Whether no other type holds it, so that it is a message by itself.
  public let isRoot: Bool

  /// The bytes that a value takes.
  public let size: ByteRange

  /// Tells its wire shape from others.
  public let fingerprint: Fingerprint

  /// The first version of its family that has the name; nil where there is no family.
  public let sinceVersion: Int?

  /// The first version from which on the wire shape was this one.
  public let shapeSinceVersion: Int?

  /// Fields, values or members, in order; empty for other types.
  public let parts: [Part]

  /// The fewest and the most bytes of a value.
  public struct ByteRange: Hashable, Sendable, CustomStringConvertible {
    /// The fewest.
    public let minimum: UInt64

    /// The most; nil where there is no most.
    public let maximum: UInt64?

    /// `4`, `1-10` or `1+`.
    public var description: String {
      guard let maximum else { return "\(minimum)+" }
      return maximum == minimum ? "\(minimum)" : "\(minimum)-\(maximum)"
    }
  }

  /// A field, a value or a member.
  public struct Part: Sendable {
    /// The name of a field or value; the type of a member.
    public let name: String

    /// The number of a value or the tag of a member; nil for fields.
    public let number: UInt64?

    /// Where a field starts, from 0; nil behind one that has no fixed size, and for others.
    public let offset: UInt64?

    /// The bytes that the part takes, those of a tag included.
    public let size: ByteRange

    /// The type of a field or member; nil for values.
    public let type: String?

    /// How the type looks in bytes; nil for values.
    public let layout: String?

    /// The comment beside it, a line each.
    public let comment: [String]
  }
}

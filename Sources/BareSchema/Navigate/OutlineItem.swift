/// A definition, field, value or member as it is written, for those who show or change the text.
public struct OutlineItem: Sendable {
  /// What it is.
  public let kind: Kind

  /// Its name; for members, which have none, the type.
  public let name: String

  /// Where the name stands, or the type of a member.
  public let nameSpan: SourceSpan

  /// All of it, without comments; for a definition from `type` on.
  public let span: SourceSpan

  /// The type in short, blocks being their keyword: `list<struct>`; nil for values, and where no
  /// type can be read.
  public let type: String?

  /// The number of a value or the tag of a member, counted where it is not stated; nil for others,
  /// and where it cannot be counted.
  public let number: UInt64?

  /// Its comment, a line each.
  public let comment: [String]

  /// The block that it is a part of; nil for definitions.
  public let block: SourceSpan?

  /// The parts of the blocks in its type, in the order of the text.
  public let parts: [OutlineItem]

  /// What an item is.
  public enum Kind: Sendable {
    /// `type NAME TYPE`.
    case definition
    /// `name: TYPE` of a struct.
    case field
    /// `NAME` of an enum.
    case value
    /// `TYPE` of a union.
    case member
  }
}

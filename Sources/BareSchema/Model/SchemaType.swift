/// A type expression of a checked schema.
public indirect enum SchemaType: Sendable {
  /// A type of a fixed meaning, such as `u32` or `str`.
  case primitive(Primitive)

  /// `data`, or `data[n]` with its length in bytes (`BARE-W10`, `BARE-W11`).
  case data(byteCount: UInt64?)

  /// `optional<T>` (`BARE-W14`).
  case optional(SchemaType)

  /// `list<T>`, or `list<T>[n]` with its number of elements (`BARE-W15`, `BARE-W16`).
  case list(SchemaType, count: UInt64?)

  /// `map<K><V>` (`BARE-W17`).
  case map(key: SchemaType, value: SchemaType)

  /// `enum { … }`: at least one value, numbers ascending (`BARE-M2`, `BARE-M12`).
  case enumeration([EnumValue])

  /// `struct { … }`: at least one field (`BARE-M6`).
  case structure([Field])

  /// `union { … }`: at least one member, tags ascending (`BARE-M5`, `BARE-M12`).
  case union([UnionMember])

  /// A name that an earlier definition declares (`BARE-M7`).
  case named(String)
}

/// The types whose encoding needs no parameter; the raw value is the keyword of the language.
public enum Primitive: String, CaseIterable, Hashable, Sendable {
  /// Unsigned integers: `uint` of variable length, the others of fixed width.
  case uint, u8, u16, u32, u64

  /// Signed integers: `int` of variable length, the others of fixed width.
  case int, i8, i16, i32, i64

  /// Floats of 32 and 64 bits.
  case f32, f64

  /// A truth value, a text, and the type without a value.
  case bool, str, void
}

/// One value of an enum.
public struct EnumValue: Sendable {
  /// The name, in CONSTANT_CASE (`BARE-M15`).
  public let name: String

  /// The number on the wire (`BARE-W13`).
  public let number: UInt64

  /// Whether the schema states the number, instead of leaving it to counting (`BARE-M10`).
  public let isExplicit: Bool

  /// The comment above or behind the value, a line each.
  public let comment: [String]

  /// Where the name stands in the source.
  public let span: SourceSpan

  /// Makes a value.
  public init(
    name: String, number: UInt64, isExplicit: Bool, comment: [String] = [], span: SourceSpan
  ) {
    self.name = name
    self.number = number
    self.isExplicit = isExplicit
    self.comment = comment
    self.span = span
  }
}

/// One field of a struct.
public struct Field: Sendable {
  /// The name; it is not on the wire (`BARE-M9`).
  public let name: String

  /// The type of the field, never void (`BARE-M1`).
  public let type: SchemaType

  /// The comment above or behind the field, a line each.
  public let comment: [String]

  /// Where the name stands in the source.
  public let span: SourceSpan

  /// Makes a field.
  public init(name: String, type: SchemaType, comment: [String] = [], span: SourceSpan) {
    self.name = name
    self.type = type
    self.comment = comment
    self.span = span
  }
}

/// One member of a union.
public struct UnionMember: Sendable {
  /// The type of the member; each type stands once in a union (`BARE-M5`).
  public let type: SchemaType

  /// The tag on the wire (`BARE-W18`).
  public let tag: UInt64

  /// Whether the schema states the tag, instead of leaving it to counting (`BARE-M11`).
  public let isExplicit: Bool

  /// The comment above or behind the member, a line each.
  public let comment: [String]

  /// Where the member's type stands in the source.
  public let span: SourceSpan

  /// Makes a member.
  public init(
    type: SchemaType, tag: UInt64, isExplicit: Bool, comment: [String] = [], span: SourceSpan
  ) {
    self.type = type
    self.tag = tag
    self.isExplicit = isExplicit
    self.comment = comment
    self.span = span
  }
}

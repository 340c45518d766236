/// A checked schema: every rule of the language (`BARE-M1` to `BARE-M15`) holds.
///
/// Types stand in the order of their declaration, so each one stands before those that use it
/// (`BARE-M7`), and following names from any type always ends (`BARE-M8`).
public struct Schema: Sendable {
  /// The declared types, in order; at least one.
  public let types: [TypeDefinition]

  /// The comment at the head of the file, a line each, without `#` and the space after it.
  public let comment: [String]

  private let indexByName: [String: Int]

  /// Kept, since following names anew would take exponential time in a schema of nested pairs.
  private(set) var minimumByteCountByName: [String: UInt64] = [:]

  /// Makes a schema of types that a checker has found sound.
  ///
  /// Of two types with one name the first is the one that is found by name.
  public init(types: [TypeDefinition], comment: [String] = []) {
    self.types = types
    self.comment = comment
    indexByName = Dictionary(
      types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for definition in types where minimumByteCountByName[definition.name] == nil {
      minimumByteCountByName[definition.name] = minimumByteCount(of: definition.type)
    }
  }

  /// The type of that name, or nil where the schema declares none.
  public subscript(name: String) -> TypeDefinition? {
    indexByName[name].map { types[$0] }
  }
}

/// One `type NAME TYPE` of a schema.
public struct TypeDefinition: Sendable {
  /// The name, unique in its schema (`BARE-M14`).
  public let name: String

  /// What the name stands for.
  public let type: SchemaType

  /// The comment above the declaration, a line each, without `#` and the space after it.
  public let comment: [String]

  /// Where the name stands in the source.
  public let span: SourceSpan

  /// Makes a definition.
  public init(name: String, type: SchemaType, comment: [String] = [], span: SourceSpan) {
    self.name = name
    self.type = type
    self.comment = comment
    self.span = span
  }
}

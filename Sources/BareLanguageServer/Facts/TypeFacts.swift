import BareSchema

/// What there is to say of the bytes of types, in words.
struct TypeFacts {
  private let schema: Schema
  private let describer: SchemaDescriber

  /// Takes a schema in which nothing is wrong; nil stands for one without types.
  init(_ schema: Schema?) {
    let schema = schema ?? Schema(types: [])
    self.schema = schema
    describer = SchemaDescriber(schema)
  }

  /// The description of a declared type; nil where it is not sound.
  func type(_ name: String) -> TypeDescription? {
    schema[name].map(describer.type)
  }

  /// The description of a type without a name, by its parts.
  func type(_ type: SchemaType) -> TypeDescription {
    describer.type(TypeDefinition(name: "", type: type, span: SourceSpan(start: 0, end: 0)))
  }

  /// `4 bytes`, `1-10 bytes`.
  static func bytes(_ size: TypeDescription.ByteRange) -> String {
    "\(size) " + (size.maximum == 1 ? "byte" : "bytes")
  }

  /// Size and layout in one line, the size once.
  static func line(_ size: TypeDescription.ByteRange, _ layout: String) -> String {
    let bytes = bytes(size)
    return layout.hasPrefix(bytes) ? layout : "\(bytes): \(layout)"
  }

  /// The field, value or member whose name, or type, starts at a byte of the text.
  func part(at start: Int) -> TypeDescription.Part? {
    for definition in schema.types {
      guard let place = definition.type.part(at: start) else { continue }
      return type(place.block).parts[place.index]
    }
    return nil
  }
}

extension SchemaType {
  /// The block, and the index in it, of the part that starts at a byte of the text.
  fileprivate func part(at start: Int) -> (block: SchemaType, index: Int)? {
    let (starts, types): ([Int], [SchemaType]) =
      switch self {
      case .primitive, .data, .named: ([], [])
      case .optional(let wrapped): ([], [wrapped])
      case .list(let element, _): ([], [element])
      case .map(let key, let value): ([], [key, value])
      case .enumeration(let values): (values.map(\.span.start), [])
      case .structure(let fields): (fields.map(\.span.start), fields.map(\.type))
      case .union(let members): (members.map(\.span.start), members.map(\.type))
      }
    if let index = starts.firstIndex(of: start) { return (self, index) }
    for type in types {
      if let place = type.part(at: start) { return place }
    }
    return nil
  }
}

// The rules for types that are no blocks.
extension Checker {
  /// The checked type, or nil where it or a part of it is broken.
  mutating func checkType(_ syntax: TypeSyntax) -> SchemaType? {
    switch syntax.kind {
    case .primitive(let primitive): .primitive(primitive)
    case .data(let length): checkData(length, span: syntax.span)
    case .optional(let wrapped): checkOptional(wrapped)
    case .list(let element, let length): checkList(element, length, span: syntax.span)
    case .map(let key, let value): checkMap(key, value)
    case .enumeration(let values): checkEnum(values, span: syntax.span)
    case .structure(let fields): checkStruct(fields, span: syntax.span)
    case .union(let members): checkUnion(members, span: syntax.span)
    case .named(let name): checkReference(name)
    case .broken: nil
    }
  }

  /// The checked type of a place that needs a value (`BARE-M1`).
  mutating func checkValueType(_ syntax: TypeSyntax, of place: String, help: String)
    -> SchemaType?
  {
    guard let type = checkType(syntax) else { return nil }
    guard case .primitive(.void)? = resolve(type) else { return type }
    report(
      .voidHasNoPlace, "\(place) is \(described(syntax)), expected a type that has a value",
      at: syntax.span, label: "void has no value", related: declaration(of: syntax, "is void"),
      help: help)
    return nil
  }

  private mutating func checkOptional(_ wrapped: TypeSyntax) -> SchemaType? {
    checkValueType(
      wrapped, of: "the type of an optional",
      help: "write `bool`, or a union with a void member"
    ).map { .optional($0) }
  }

  private mutating func checkList(
    _ element: TypeSyntax, _ length: NumberSyntax?, span: SourceSpan
  ) -> SchemaType? {
    let element = checkValueType(
      element, of: "the element of a list",
      help: "a list of nothing is a count: write `uint`")
    let count = checkLength(length, of: "list")
    guard let element, let count else { return nil }
    let type = SchemaType.list(element, count: count.value)
    if count.value != nil { fixedLengths.append((type, span)) }
    return type
  }

  private mutating func checkData(_ length: NumberSyntax?, span: SourceSpan) -> SchemaType? {
    guard let byteCount = checkLength(length, of: "data") else { return nil }
    let type = SchemaType.data(byteCount: byteCount.value)
    if byteCount.value != nil { fixedLengths.append((type, span)) }
    return type
  }

  private struct Length {
    let value: UInt64?
  }

  /// The length, absent or good; nil where it is broken (`BARE-M3`).
  private func checkLength(_ syntax: NumberSyntax?, of kind: String) -> Length? {
    guard let syntax else { return Length(value: nil) }
    switch syntax.reading {
    case .broken: return nil
    case .number(let value) where value > 0: return Length(value: value)
    case .number, .tooLarge:
      report(
        .lengthOutOfRange,
        "the length of \(kind == "data" ? "`data`" : "a list") is "
          + "\(shortened(syntax.span)), expected 1 to 2^64-1",
        at: syntax.span, help: "leave the length out where it varies: `\(kind)` without `[…]`")
      return nil
    }
  }

  private mutating func checkMap(_ key: TypeSyntax, _ value: TypeSyntax) -> SchemaType? {
    let keyType = checkValueType(
      key, of: "the key of a map", help: "a map of one key is an optional: write `optional<T>`")
    let isKeyGood = keyType.map { checkKey($0, key) } ?? false
    let valueType = checkValueType(
      value, of: "the value of a map", help: "a set is a list of its elements: write `list<K>`")
    guard isKeyGood, let keyType, let valueType else { return nil }
    return .map(key: keyType, value: valueType)
  }

  /// Whether values of the type can be keys (`BARE-M4`, `BARE-A11`).
  private func checkKey(_ type: SchemaType, _ syntax: TypeSyntax) -> Bool {
    switch resolve(type) {
    case nil, .data, .enumeration: return true
    case .primitive(let primitive) where primitive != .f32 && primitive != .f64: return true
    default: break
    }
    report(
      .mapKeyNotAllowed,
      "the key of a map is \(described(syntax)), expected an integer, `bool`, `str`, `data` or an "
        + "enum", at: syntax.span, label: "cannot be a key",
      related: declaration(of: syntax, "is \(resolve(type).map(Self.kind) ?? "broken")"),
      help: "keep pairs in a list instead: `list<struct { key: K value: V }>`")
    return false
  }
}

// Words for types.
extension Checker {
  /// The type as a message names it: by its name, else by its kind.
  private func described(_ syntax: TypeSyntax) -> String {
    if case .named(let name) = syntax.kind { return "`\(name.text)`" }
    return checkedKind(syntax)
  }

  private func checkedKind(_ syntax: TypeSyntax) -> String {
    switch syntax.kind {
    case .primitive(let primitive): "`\(primitive.rawValue)`"
    case .optional: "an optional"
    case .list: "a list"
    case .map: "a map"
    case .structure: "a struct"
    case .union: "a union"
    default: "of this type"
    }
  }

  private static func kind(_ type: SchemaType) -> String {
    switch type {
    case .primitive(let primitive): "`\(primitive.rawValue)`"
    case .data: "`data`"
    case .optional: "an optional"
    case .list: "a list"
    case .map: "a map"
    case .enumeration: "an enum"
    case .structure: "a struct"
    case .union: "a union"
    case .named(let name): "`\(name)`"
    }
  }

  /// The declaration of a named type, as a related place.
  private func declaration(of syntax: TypeSyntax, _ label: String) -> [RelatedPlace] {
    guard case .named(let name) = syntax.kind, let index = names.first[name.text] else { return [] }
    return [RelatedPlace(tree.definitions[index].name.span, "`\(name.text)` \(label)")]
  }

  /// The source of a number in backticks, cut where it is absurdly long.
  func shortened(_ span: SourceSpan) -> String {
    guard span.end - span.start > 40 else { return "`\(tree.source.text(of: span))`" }
    let start = tree.source.text(of: SourceSpan(start: span.start, end: span.start + 40))
    return "`\(start)…`"
  }
}

// The rules for enums, structs and unions.
extension Checker {
  /// `BARE-M2`, `BARE-M10`, `BARE-M12`, `BARE-M13`.
  mutating func checkEnum(_ values: [ValueSyntax], span: SourceSpan) -> SchemaType? {
    if values.isEmpty {
      report(
        .enumEmpty, "the enum has no value, expected at least one", at: span,
        help: "add a value: `enum { NAME }`")
    }
    let errorCount = diagnostics.errorCount
    var first: [String: SourceSpan] = [:]
    var counter = NumberCounter(.enumeration)
    let checked = values.compactMap { value -> EnumValue? in
      checkEnumValueName(value.name)
      let name = value.name
      checkUnique(name, .enumValueRepeated, "value", "this enum", in: &first)
      return number(value.number, of: "`\(name.text)`", at: name.span, by: &counter).map {
        EnumValue(
          name: name.text, number: $0, isExplicit: value.number != nil,
          comment: comments.comment(of: value.tokens), span: name.span)
      }
    }
    let isGood = !values.isEmpty && diagnostics.errorCount == errorCount
    return isGood && checked.count == values.count ? .enumeration(checked) : nil
  }

  /// `BARE-M6`, `BARE-M1`.
  mutating func checkStruct(_ fields: [FieldSyntax], span: SourceSpan) -> SchemaType? {
    if fields.isEmpty {
      report(
        .structEmpty, "the struct has no field, expected at least one", at: span,
        help: "add a field: `struct { name: TYPE }`; a type without a value is `void`")
    }
    var first: [String: SourceSpan] = [:]
    var checked: [Field] = []
    for field in fields {
      checkFieldName(field.name)
      checkUnique(field.name, .fieldRepeated, "field", "this struct", in: &first)
      if let field = checkField(field) { checked.append(field) }
    }
    guard !fields.isEmpty, checked.count == fields.count else { return nil }
    return .structure(checked)
  }

  private mutating func checkField(_ field: FieldSyntax) -> Field? {
    let name = field.name
    let type = checkValueType(
      field.type, of: "field `\(name.text)`", help: "leave the field out: it would hold nothing")
    return type.map {
      Field(
        name: name.text, type: $0, comment: comments.comment(of: field.tokens), span: name.span)
    }
  }

  /// `BARE-M5`, `BARE-M11`, `BARE-M12`, `BARE-M13`.
  mutating func checkUnion(_ members: [MemberSyntax], span: SourceSpan) -> SchemaType? {
    if members.isEmpty {
      report(
        .unionEmpty, "the union has no member, expected at least one", at: span,
        help: "add a member: `union { TYPE }`")
    }
    var first: [String: SourceSpan] = [:]
    var counter = NumberCounter(.union)
    var checked: [UnionMember] = []
    for member in members {
      let type = checkType(member.type)
      if let type { checkUniqueMember(type, member.type.span, in: &first) }
      let tag = number(member.tag, of: "this member", at: member.type.span, by: &counter)
      guard let type, let tag else { continue }
      checked.append(
        UnionMember(
          type: type, tag: tag, isExplicit: member.tag != nil,
          comment: comments.comment(of: member.tokens), span: member.type.span))
    }
    guard !members.isEmpty, checked.count == members.count else { return nil }
    return .union(checked)
  }

  /// Types in place are the same if they are declared alike (`BARE-A7`).
  private func checkUniqueMember(
    _ type: SchemaType, _ span: SourceSpan, in first: inout [String: SourceSpan]
  ) {
    let text = type.compactText
    guard let place = first.updateValue(first[text] ?? span, forKey: text) else { return }
    let name = text.utf8.count <= 60 ? "union member `\(text)`" : "this union member"
    report(
      .unionMemberRepeated, "\(name) is listed twice", at: span, label: "listed again",
      related: [RelatedPlace(place, "first listed here")],
      notes: ["a value of this type would have two encodings"],
      help: "remove this member, or give one of the two a type name of its own")
  }

  private func checkUnique(
    _ name: NameSyntax, _ code: DiagnosticCode, _ kind: String, _ block: String,
    in first: inout [String: SourceSpan]
  ) {
    guard let place = first.updateValue(first[name.text] ?? name.span, forKey: name.text) else {
      return
    }
    report(
      code, "\(kind) `\(name.text)` stands twice in \(block)", at: name.span,
      label: "named again", related: [RelatedPlace(place, "first named here")],
      help: "rename or remove one of the two")
  }
}

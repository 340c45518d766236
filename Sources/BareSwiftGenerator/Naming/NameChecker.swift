public import BareSchema

/// Finds names that are fine in BARE and meet, or read badly, in Swift.
///
/// Checking a schema says it as a warning; generating refuses, since code that renames silently
/// would change when the schema does.
public struct NameChecker {
  private let schema: Schema
  private let options: GeneratorOptions
  private var findings: [Diagnostic] = []
  private var knownKeys: Set<String> = []

  /// A checker of the names that the options lead to.
  public init(schema: Schema, options: GeneratorOptions) {
    self.schema = schema
    self.options = options
    for definition in schema.types {
      check(definition.type, path: definition.name, union: definition.name)
      checkElements(of: definition)
    }
  }

  /// All findings, in the order of the schema.
  public func check() -> [Diagnostic] { findings }

  /// What a name of the user's choice can be for, as `TYPE.NAME`: fields, values and members.
  public func choices() -> Set<String> { knownKeys }

  private mutating func check(_ type: SchemaType, path: String, union: String) {
    switch type {
    case .primitive, .data, .named: break
    case .optional(let wrapped): check(wrapped, path: path, union: union)
    case .list(let element, _): check(element, path: path, union: union)
    case .map(let key, let value):
      check(key, path: path, union: union)
      check(value, path: path, union: union)
    case .enumeration(let values): check(values, path: path)
    case .structure(let fields): check(fields, path: path)
    case .union(let members): check(members, path: path, union: union)
    }
  }

  private mutating func check(_ values: [EnumValue], path: String) {
    compare(
      values.map {
        Name(schema: $0.name, rule: Words.lowerCamel(Words.split($0.name)), span: $0.span)
      },
      path: path, taken: ["allCases", "minimumByteCount"])
  }

  private mutating func check(_ fields: [Field], path: String) {
    let taken = options.emission == .json ? ["json"] : []
    compare(
      fields.map { Name(schema: $0.name, rule: $0.name, span: $0.span) }, path: path,
      taken: ["encodedByteCount", "hashValue"] + taken)
    compareInPlaceTypes(
      fields.map { ($0.span, $0.type.inPlaceTypes(named: TypeWriter.inPlaceName($0))) })
    for field in fields {
      let name = TypeWriter.inPlaceName(field)
      check(field.type, path: "\(path).\(name)", union: name)
    }
  }

  private mutating func check(_ members: [UnionMember], path: String, union: String) {
    compare(
      members.map {
        Name(schema: $0.type.compactText, rule: $0.label(in: union), span: $0.span)
      },
      path: path, taken: ["minimumByteCount"])
    for member in members {
      let name = TypeWriter.inPlaceName(member)
      check(member.type, path: "\(path).\(name)", union: name)
    }
  }

  /// In-place types of one struct, which are nested side by side.
  private mutating func compareInPlaceTypes(_ types: [(span: SourceSpan, types: [InPlaceType])]) {
    var firstByName: [String: SourceSpan] = [:]
    for (span, types) in types {
      for type in types {
        if let first = firstByName.updateValue(span, forKey: type.name) {
          meet(
            span, "two in-place types are both `\(type.name)` in Swift",
            help: "declare one of them by a name of its own",
            related: [RelatedPlace(first, "the first is here")])
        }
      }
    }
  }

  /// In-place types below an alias, which stand beside the declared types.
  private mutating func checkElements(of definition: TypeDefinition) {
    switch definition.type {
    case .structure, .union, .enumeration: return
    default: break
    }
    let name = TypeWriter.inPlaceName(ofAlias: definition.name)
    for type in definition.type.inPlaceTypes(named: name) {
      guard let other = schema[type.name] else { continue }
      meet(
        definition.span,
        "the in-place type of `\(definition.name)` is `\(type.name)` in Swift, as another is",
        help: "declare the in-place type by a name of its own",
        related: [RelatedPlace(other.span, "declared here")])
    }
  }

  /// A name of the schema with the one that Swift gets by rule.
  private struct Name {
    let schema: String
    let rule: String
    let span: SourceSpan
  }

  private mutating func compare(_ names: [Name], path: String, taken: [String]) {
    var firstBySwiftName: [String: Name] = [:]
    for name in names {
      let key = "\(path).\(name.schema)"
      knownKeys.insert(key)
      let swiftName = options.names[key] ?? name.rule
      if let first = firstBySwiftName[swiftName] {
        meet(
          name.span, "`\(first.schema)` and `\(name.schema)` are both `\(swiftName)` in Swift",
          help: Self.wayOut(key), related: [RelatedPlace(first.span, "the first is here")])
      } else if taken.contains(swiftName) {
        meet(
          name.span, "`\(name.schema)` meets `\(swiftName)`, which generated code declares",
          help: Self.wayOut(key))
      } else if UnionMember.poorLabels.contains(swiftName) {
        findings.append(
          Diagnostic(
            .swiftNamePoor, Self.poorName(swiftName, of: name.schema), at: name.span,
            help: Self.wayOut(key)))
      }
      firstBySwiftName[swiftName] = firstBySwiftName[swiftName] ?? name
    }
  }

  private mutating func meet(
    _ span: SourceSpan, _ message: String, help: String, related: [RelatedPlace] = []
  ) {
    findings.append(Diagnostic(.swiftNamesMeet, message, at: span, related: related, help: help))
  }

  private static func poorName(_ swiftName: String, of name: String) -> String {
    let subject = name == swiftName ? "`\(name)` is" : "`\(name)` becomes `\(swiftName)`,"
    return "\(subject) a word of Swift itself, which needs backticks as a name"
  }

  private static func wayOut(_ key: String) -> String {
    "give it another name: `--name '\(key)=newName'`, or by `names` in bare.json"
  }
}

public import BareSchema

/// Finds names that are fine in BARE and meet, or read badly, in Swift.
///
/// Checking a schema says it as a warning; generating refuses, since code that renames silently would
/// change when the schema does.
public struct NameChecker {
  private let schema: Schema
  private let options: GeneratorOptions
  private var findings: [Diagnostic] = []

  /// A checker of the names that the options lead to.
  public init(schema: Schema, options: GeneratorOptions) {
    self.schema = schema
    self.options = options
  }

  /// All findings, in the order of the schema.
  public func check() -> [Diagnostic] {
    var checker = self
    for definition in schema.types {
      checker.check(definition.type, path: definition.name, union: definition.name)
    }
    return checker.findings
  }

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
      let swiftName = options.names[key] ?? name.rule
      if let first = firstBySwiftName[swiftName] {
        meet(
          name, "`\(first.schema)` and `\(name.schema)` are both `\(swiftName)` in Swift", key,
          related: [RelatedPlace(first.span, "the first is here")])
      } else if taken.contains(swiftName) {
        meet(name, "`\(name.schema)` meets `\(swiftName)`, which generated code declares", key)
      } else if UnionMember.poorLabels.contains(swiftName) {
        findings.append(
          Diagnostic(
            .swiftNamePoor, "`\(name.schema)` is `\(swiftName)` in Swift, which needs backticks",
            at: name.span, help: Self.wayOut(key)))
      }
      firstBySwiftName[swiftName] = firstBySwiftName[swiftName] ?? name
    }
  }

  private mutating func meet(
    _ name: Name, _ message: String, _ key: String, related: [RelatedPlace] = []
  ) {
    findings.append(
      Diagnostic(
        .swiftNamesMeet, message, at: name.span, related: related, help: Self.wayOut(key)))
  }

  private static func wayOut(_ key: String) -> String {
    "give it another name: `--name '\(key)=newName'`, or by `names` in bare.json"
  }
}

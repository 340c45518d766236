import BareSchema
import BareSwiftGenerator
import Foundation
import GoldenFiles

/// A schema of `Cases/valid`, or a family, with what it is to become.
///
/// A first line `# options: --emit json` gives options as on the command line; nobody else sees
/// that line.
struct GoldenCase {
  static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let name: String
  let generated: String

  /// What has to be written by hand beside it: the decisions of a family's steps.
  let handWritten: String

  /// The texts that stand beside the schema, by file name.
  let texts: [String: String]

  /// Every single schema, and the families; made once for all tests.
  static func all() throws -> [GoldenCase] { try made.get().flatMap(\.cases) }

  private static let made = Result { try folders() }

  /// The same, made anew, with the folders they are in.
  static func folders() throws -> [(folder: GoldenFolder, cases: [GoldenCase])] {
    let valid = folder("valid")
    let singles = try valid.schemaNames().map { try GoldenCase(single: $0, in: valid) }
    return [
      (valid, singles), (folder("family"), [try family()]),
      (folder("conversions"), [try conversions()]),
    ]
  }

  private static func folder(_ name: String) -> GoldenFolder {
    GoldenFolder(cases.appending(path: name), endings: SchemaTexts.endings + [".swift.txt"])
  }

  private init(
    name: String, generated: String, handWritten: String = "", texts: [String: String] = [:]
  ) {
    self.name = name
    self.generated = generated
    self.handWritten = handWritten
    self.texts = texts.merging([name + ".swift.txt": generated]) { $1 }
  }

  private init(single name: String, in folder: GoldenFolder) throws {
    var text = String(decoding: try folder.schema(name), as: UTF8.self)
    let firstLine = String(text.prefix { $0 != "\n" })
    let options = try CaseOptions(line: firstLine)
    if firstLine.hasPrefix(CaseOptions.prefix) { text.removeFirst(firstLine.count) }
    let source = SourceFile(path: name + ".bare", text: text)
    let input = try GeneratorInput(text, path: source.path)
    let generator = SwiftGenerator(options: options.generator)
    self.init(
      name: name,
      generated: generator.generate([(input, options.namespace ?? input.defaultNamespace)]),
      texts: SchemaTexts.all(
        name, source: source,
        diagnostics: Self.diagnostics(of: source, input.schema, options.generator)))
  }

  /// All that is told of a valid schema: the one place from which the corpus has its diagnostics.
  /// Only cases called `lint-…` are linted, those called `lint-published-…` as published, since
  /// most cases are nothing but a type, which the linter says of each.
  private static func diagnostics(
    of source: SourceFile, _ schema: Schema, _ options: GeneratorOptions
  ) -> [Diagnostic] {
    let found =
      SchemaCompiler.compile(source).diagnostics
      + NameChecker(schema: schema, options: options).check()
    guard source.path.hasPrefix("lint-") else { return found }
    return SchemaLinter(isPublished: source.path.hasPrefix("lint-published-"))
      .lint(schema, in: source, others: found)
  }

  private static func family() throws -> GoldenCase {
    let family = try Family(
      name: "Chat", versions: ["v1", "v2", "v3"].map { try input($0, of: "family") },
      variants: [input("v2-pr12", of: "family")])
    var options = GeneratorOptions()
    options.conversions = .none
    return GoldenCase(
      name: "family", generated: SwiftGenerator(options: options).generate(family))
  }

  /// A family whose steps hold every way to convert, and every decision.
  private static func conversions() throws -> GoldenCase {
    let family = try Family(
      name: "Shop", versions: ["v1", "v2", "v4"].map { try input($0, of: "conversions") },
      variants: [])
    var options = GeneratorOptions()
    options.emission = .json
    options.names = ["Item.choice": "option", "Color.RED": "crimson"]
    let decisions = cases.appending(path: "conversions/decisions.txt")
    return GoldenCase(
      name: "conversions", generated: SwiftGenerator(options: options).generate(family),
      handWritten: "\n" + (try String(contentsOf: decisions, encoding: .utf8)))
  }

  private static func input(_ stem: String, of family: String) throws -> GeneratorInput {
    try GeneratorInput(
      String(decoding: folder(family).schema(stem), as: UTF8.self), path: "\(stem).bare")
  }
}

/// The options of a case.
private struct CaseOptions {
  static let prefix = "# options: "

  var generator = GeneratorOptions()
  var namespace: String?

  /// Takes the first line of a schema; what it does not know is an error.
  init(line: String) throws {
    guard line.hasPrefix(Self.prefix) else { return }
    var words = line.dropFirst(Self.prefix.count).split(separator: " ").map(String.init)[...]
    while let option = words.popFirst() {
      guard let value = words.popFirst(), set(option, value) else {
        throw CaseError("options of a case: \(line)")
      }
    }
  }

  private mutating func set(_ option: String, _ value: String) -> Bool {
    switch option {
    case "--namespace": namespace = value
    case "--access":
      guard let access = GeneratorOptions.Access(rawValue: value) else { return false }
      generator.access = access
    case "--emit":
      guard let emission = GeneratorOptions.Emission(rawValue: value) else { return false }
      generator.emission = emission
    case "--name":
      let parts = value.split(separator: "=").map(String.init)
      guard parts.count == 2 else { return false }
      generator.names[parts[0]] = parts[1]
    default: return false
    }
    return true
  }
}

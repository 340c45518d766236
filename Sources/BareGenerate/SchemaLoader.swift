import BareSchema
import BareSwiftGenerator
import CommandLineSupport

/// A schema file that was read, and found sound.
package struct LoadedSchema {
  package let source: SourceFile
  package let input: GeneratorInput

  /// The type that a command line names.
  package func definition(of name: String) throws(UsageError) -> TypeDefinition {
    guard let definition = input.schema[name] else {
      let roots = input.schema.roots.map { "`\($0.name)`" }.joined(separator: ", ")
      let near = suggestion(for: name, among: input.schema.types.map(\.name))
      throw UsageError(
        "`\(source.path)` declares no type `\(name)`; \(near ?? "its messages are \(roots)")")
    }
    return definition
  }
}

/// Reads and compiles schema files and reports what is wrong with them.
package struct SchemaLoader {
  /// What stands before the paths when they are opened.
  private let root: String
  private let reporting: Reporting

  /// Makes a loader; without a root, paths start at the working directory.
  package init(root: String = "", reporting: Reporting) {
    self.root = root
    self.reporting = reporting
  }

  /// The schemas of the paths; nil where any has errors.
  package func load(_ paths: [String]) throws -> [LoadedSchema]? {
    var schemas: [LoadedSchema] = []
    for path in paths {
      if let schema = try load(path) { schemas.append(schema) }
    }
    return schemas.count == paths.count ? schemas : nil
  }

  /// One schema; nil where it has errors.
  package func load(_ path: String) throws -> LoadedSchema? {
    let location = FileIO.path(path, from: root)
    let source = SourceFile(path: location, bytes: try FileIO.read(location))
    let compilation = SchemaCompiler.compile(source)
    try reporting.report(compilation.diagnostics, in: source)
    guard let schema = compilation.schema else { return nil }
    let shownPath = path.hasPrefix("/") ? path.split(separator: "/").last.map(String.init) : path
    let input = GeneratorInput(
      schema: schema, path: shownPath ?? path, text: String(decoding: source.bytes, as: UTF8.self))
    return LoadedSchema(source: source, input: input)
  }

  /// Reports what Swift makes of the names; false where two of them meet.
  func reportNames(_ schemas: [LoadedSchema], options: GeneratorOptions) throws -> Bool {
    var isFine = true
    var choices: Set<String> = []
    for schema in schemas {
      let checker = NameChecker(schema: schema.input.schema, options: options)
      choices.formUnion(checker.choices())
      let findings = checker.check()
      if findings.contains(where: { $0.code == .swiftNamesMeet }) { isFine = false }
      try reporting.report(
        findings.map { $0.code == .swiftNamesMeet ? $0.asError() : $0 }, in: schema.source)
    }
    if let name = options.names.keys.filter({ !choices.contains($0) }).min() {
      let near = suggestion(for: name, among: choices.sorted())
      throw UsageError(
        "no schema has `\(name)`, for which a Swift name is given; "
          + (near ?? "names are given as `TYPE.field`, `TYPE.VALUE` or `TYPE.Member`"))
    }
    return isFine
  }
}

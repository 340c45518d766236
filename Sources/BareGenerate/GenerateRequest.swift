import BareSchema
import BareSwiftGenerator
import CommandLineSupport

/// What to generate, whether the command line says it or a `bare.json`.
struct GenerateRequest {
  var schemas: [String] = []
  var variants: [String] = []
  var family: String?
  var namespace: String?
  var options = GeneratorOptions()

  /// What stands before the paths when they are opened, not when they are shown.
  var root = ""

  /// Whether anything was asked for that a `bare.json` says too.
  private(set) var isAsked = false

  init() {}

  init(parsing scanner: inout ArgumentScanner) throws(UsageError) {
    family = try scanner.value("--family", expecting: "a Swift name", Self.namespace)
    variants = try scanner.values("--variant")
    namespace = try scanner.value("--namespace", expecting: "a Swift name", Self.namespace)
    let access = try scanner.choice("--access", of: GeneratorOptions.Access.self)
    let emission = try scanner.choice("--emit", of: GeneratorOptions.Emission.self)
    let conversions = try scanner.choice("--conversions", of: GeneratorOptions.Conversions.self)
    for name in try scanner.values("--name") { try add(name: name) }
    schemas = try scanner.positionals()
    options.access = access ?? options.access
    options.emission = emission ?? options.emission
    options.conversions = conversions ?? options.conversions
    isAsked =
      [family, namespace].contains { $0 != nil } || access != nil || emission != nil
      || conversions != nil
      || !(schemas + variants).isEmpty || !options.names.isEmpty
  }

  /// Adds `TYPE.NAME=swiftName`.
  mutating func add(name: String) throws(UsageError) {
    let parts = name.split(separator: "=", omittingEmptySubsequences: false)
    guard let swiftName = parts.last, parts.count >= 2, Self.identifier(String(swiftName)) != nil,
      case let key = parts.dropLast().joined(separator: "="), key.contains(".")
    else { throw UsageError("`--name` expects TYPE.NAME=swiftName, not `\(name)`") }
    guard options.names.updateValue(String(swiftName), forKey: key) == nil else {
      throw UsageError("`--name` gives `\(key)` two names")
    }
  }

  static func identifier(_ text: String) -> String? {
    SwiftNames.isIdentifier(text) ? text : nil
  }

  static func namespace(_ text: String) -> String? {
    SwiftNames.isNamespace(text) ? text : nil
  }

  /// The files that are read, as they are opened.
  var paths: [String] {
    (schemas + variants).map { FileIO.path($0, from: root) }
  }

  /// The generated Swift; nil where a schema has errors, which are reported.
  func generate(reporting: Reporting) throws -> String? {
    let loader = SchemaLoader(root: root, reporting: reporting)
    let versions = try loader.load(schemas)
    let variants = try loader.load(variants)
    guard let versions, let variants else { return nil }
    let generator = SwiftGenerator(options: options)
    guard let family else {
      return try generateSingly(versions, loader: loader, generator: generator)
    }
    for schema in versions + variants where schema.input.schema[family] != nil {
      throw UsageError(
        "`\(schema.input.path)` declares a type `\(family)`: the family needs another name")
    }
    do {
      let members = try Family(
        name: family, versions: versions.map(\.input), variants: variants.map(\.input))
      guard try loader.reportNames(versions + variants, options: options) else { return nil }
      return generator.generate(members)
    } catch let error as FamilyError {
      throw UsageError(error.description)
    }
  }

  private func generateSingly(
    _ schemas: [LoadedSchema], loader: SchemaLoader, generator: SwiftGenerator
  ) throws -> String? {
    if !variants.isEmpty { throw UsageError("`--variant` needs `--family`") }
    if namespace != nil, schemas.count > 1 {
      throw UsageError("`--namespace` is for one schema; several need `--family`")
    }
    guard try loader.reportNames(schemas, options: options) else { return nil }
    let inputs = schemas.map {
      (input: $0.input, namespace: namespace ?? $0.input.defaultNamespace)
    }
    var pathByNamespace: [String: String] = [:]
    for (input, namespace) in inputs {
      guard SwiftNames.isNamespace(namespace) else {
        throw UsageError(
          "`\(input.path)` would be `\(namespace)`, which cannot be: use `--namespace NAME`")
      }
      if let other = pathByNamespace.updateValue(input.path, forKey: namespace) {
        throw UsageError("`\(other)` and `\(input.path)` both become `\(namespace)`")
      }
    }
    return generator.generate(inputs)
  }
}

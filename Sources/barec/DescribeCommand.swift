import BareGenerate
import BareJSON
import BareSchema
import CommandLineSupport

/// `barec describe`: what types look like in bytes.
struct DescribeCommand: ToolCommand {
  static let name = "describe"
  static let help = """
    barec describe SCHEMA [TYPE] [options]

    Examples:
      barec describe person.bare
      barec describe schemas/envoy/v6.bare ToRivetEvents
      barec describe person.bare --markdown > person.md

    Shows the parts of a type, or of all, with their offsets, tags and sizes, and
    the fingerprint of its wire shape. Of a file `vN.bare` it also shows the
    version that brought each type, by the files beside it.

    Sizes are in bytes: `4`, `1-10`, or `1+` where there is no most.

    Options:
      --json            one JSON document
      --markdown        a section and a table for each type
      --error-format F  plain, caret, json or github, for errors of the schema
      --color WHEN      auto (default), always or never
    """

  private let path: String
  private let typeName: String?
  private let form: Form
  private let reporting: Reporting

  private enum Form { case text, json, markdown }

  init(parsing scanner: inout ArgumentScanner) throws {
    let isJSON = try scanner.flag("--json")
    let isMarkdown = try scanner.flag("--markdown")
    if isJSON, isMarkdown { throw UsageError("expected `--json` or `--markdown`, met both") }
    form = isJSON ? .json : isMarkdown ? .markdown : .text
    reporting = try Reporting(parsing: &scanner)
    path = try scanner.positional("SCHEMA")
    let rest = try scanner.positionals()
    typeName = rest.first
    if rest.count > 1 { throw UsageError("expected one TYPE, met `\(rest[1])` too") }
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    guard let loaded = try SchemaLoader(reporting: reporting).load(path) else { return .findings }
    let schema = loaded.input.schema
    let version = loaded.input.versionNumber.map(Int.init)
      .flatMap { $0 <= Self.maximumVersion ? $0 : nil }
    let describer = SchemaDescriber(
      schema, version: version, earlier: earlierVersions(than: version ?? 0))
    let types =
      try typeName.map { [describer.type(try loaded.definition(of: $0))] } ?? describer.types()
    let description = SchemaDescription(
      path: path, fingerprint: schema.fingerprint, types: types)
    switch form {
    case .text: try Terminal.write(description.text.utf8)
    case .json: try Terminal.write((description.json.compactText + "\n").utf8)
    case .markdown: try Terminal.write(description.markdown.utf8)
    }
    return .success
  }

  /// No family has more versions; a number in a name may be anything.
  private static let maximumVersion = 999

  /// The sound schemas of the family before a version; those that are not there do not matter.
  private func earlierVersions(than version: Int) -> [Int: Schema] {
    let folder = FileIO.folder(of: path)
    var schemas: [Int: Schema] = [:]
    for earlier in 1..<max(version, 1) {
      let location = "\(folder)v\(earlier).bare"
      guard let bytes = try? FileIO.read(location) else { continue }
      schemas[earlier] = SchemaCompiler.compile(SourceFile(path: location, bytes: bytes)).schema
    }
    return schemas
  }
}

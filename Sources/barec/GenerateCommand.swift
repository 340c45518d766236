import BareSchema
import BareSwiftGenerator
import CommandLineSupport

/// `barec generate`: Swift from schemas.
struct GenerateCommand: ToolCommand {
  static let name = "generate"
  static let help = """
    barec generate SCHEMA... [options]

    Examples:
      barec generate person.bare
      barec generate person.bare --out Sources/App/Person.swift --check
      barec generate --family Envoy --variant v2-pr4673.bare v1.bare v2.bare --emit json
      barec generate --config Sources/App/bare.json --root . --out Bare.swift

    Options:
      --out FILE           write there, only if it changed; standard output otherwise
      --check              write nothing; exit 1 if FILE is not what would be written
      --family NAME        versions of one protocol as one unit; files are named vN.bare
      --variant SCHEMA     a layout beside the versions of the family; may be repeated
      --namespace NAME     instead of the file's name in UpperCamelCase
      --access LEVEL       internal (default), package or public
      --emit WHAT          codec (default), or json for JSON and a table of types as well
      --conversions WHAT   none (default): steps between versions are not generated yet
      --name TYPE.NAME=N   the Swift name of a field, enum value or member; may be repeated
      --config FILE        a bare.json, which says all of the above
      --root DIR           where the paths of bare.json start; the working directory otherwise
      --error-format F     plain, caret, json or github
    """

  private let request: GenerateRequest
  private let out: String?
  private let isCheck: Bool
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    let config = try scanner.value("--config")
    let root = try scanner.value("--root")
    out = try scanner.value("--out")
    isCheck = try scanner.flag("--check")
    reporting = try Reporting(parsing: &scanner)
    let flags = try GenerateRequest(parsing: &scanner)
    try scanner.finish()
    if isCheck, out == nil { throw UsageError("`--check` needs `--out FILE` to compare with") }
    guard let config else {
      request = flags
      return
    }
    guard flags.isEmpty else { throw UsageError("`--config` says it all: no other options") }
    request = try Configuration.read(config, root: root ?? ".")
  }

  func run() throws -> ExitStatus {
    if request.schemas.isEmpty { throw UsageError("SCHEMA is missing") }
    let text = try request.generate(reporting: reporting)
    guard let text else { return .findings }
    guard let out else {
      try Terminal.write(text.utf8)
      return .success
    }
    if isCheck {
      if (try? FileIO.read(out)) == Array(text.utf8) { return .success }
      try Terminal.write(
        "\(out): error: not what the schemas give; generate it again\n".utf8, to: .error)
      return .findings
    }
    try FileIO.write(Array(text.utf8), to: out)
    return .success
  }
}

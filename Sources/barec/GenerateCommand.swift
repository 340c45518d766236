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
      barec generate --family Envoy --emit json v1.bare v2.bare
      barec generate --config Sources/App/bare.json --root . --out Bare.swift

    Options:
      --out FILE          write there, only if it changed; else standard output
      --check             write nothing; exit 1 if FILE is stale
      --family NAME       versions of one protocol as a unit, in files vN.bare
      --variant SCHEMA    a layout beside the versions; may be repeated
      --namespace NAME    instead of the file's name in UpperCamelCase
      --access LEVEL      internal (default), package or public
      --emit WHAT         codec (default), or json: JSON and a table of types too
      --conversions WHAT  all (default): steps between versions of a family; or none
      --name TYPE.NAME=N  the Swift name of a field, value or member; repeatable
      --config FILE       a bare.json, which says all of the above
      --root DIR          where the paths of bare.json start
      --error-format F    plain, caret, json or github
    """

  private let flags: GenerateRequest
  private let config: String?
  private let root: String
  private let out: String?
  private let isCheck: Bool
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    config = try scanner.value("--config")
    root = try scanner.value("--root") ?? ""
    out = try scanner.value("--out").flatMap { $0 == "-" ? nil : $0 }
    isCheck = try scanner.flag("--check")
    reporting = try Reporting(parsing: &scanner)
    flags = try GenerateRequest(parsing: &scanner)
    try scanner.finish()
    if isCheck, out == nil { throw UsageError("`--check` needs `--out FILE` to compare with") }
    if config != nil, flags.isAsked { throw UsageError("`--config` says it all: no other options") }
  }

  func run() throws -> ExitStatus {
    let request: GenerateRequest
    do {
      request = try config.map { try Configuration.read($0, root: root) } ?? flags
    } catch let error as ConfigurationError {
      try Terminal.write("\(error)\n".utf8, to: .error)
      return .findings
    }
    if request.schemas.isEmpty { throw UsageError("SCHEMA is missing") }
    guard let text = try request.generate(reporting: reporting) else { return .findings }
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

import BareSchema
import BareSwiftGenerator
import CommandLineSupport

/// `barec generate`: Swift from schemas.
package struct GenerateCommand: ToolCommand {
  package static let name = "generate"
  package static let help = """
    barec generate SCHEMA... [options]

    Examples:
      barec generate person.bare
      barec generate person.bare --out Sources/App/Person.swift --check
      barec generate person.bare --out Person.swift --watch
      barec generate --family Envoy --emit json v1.bare v2.bare
      barec generate --config Sources/App/bare.json --root . --out Bare.swift

    Options:
      --out FILE          write there, only if it changed; else standard output
      --check             write nothing; exit 1 if FILE is stale
      --watch             write FILE again whenever a schema changes
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
      --color WHEN        auto (default), always or never
    """

  private let flags: GenerateRequest
  private let config: String?
  private let root: String
  private let out: String?
  private let isCheck: Bool
  private let isWatch: Bool
  private let reporting: Reporting

  package init(parsing scanner: inout ArgumentScanner) throws {
    config = try scanner.value("--config")
    root = try scanner.value("--root") ?? ""
    out = try scanner.value("--out").flatMap { $0 == "-" ? nil : $0 }
    isCheck = try scanner.flag("--check")
    isWatch = try scanner.flag("--watch")
    reporting = try Reporting(parsing: &scanner)
    flags = try GenerateRequest(parsing: &scanner)
    try scanner.finish()
    if isCheck, out == nil { throw UsageError("`--check` needs `--out FILE` to compare with") }
    if isWatch, out == nil || isCheck { throw UsageError("`--watch` needs `--out FILE` to write") }
    if config != nil, flags.isAsked { throw UsageError("`--config` says it all: no other options") }
    if config == nil, flags.schemas.isEmpty { throw UsageError("SCHEMA is missing") }
    if isWatch, flags.paths.contains("-") || config == "-" {
      throw UsageError("`--watch` looks at files, and `-` is none")
    }
  }

  package func run() throws -> ExitStatus {
    while isWatch {
      let watch = FileWatch(paths)
      do { _ = try generate() } catch { try say("barec: error: \(error)") }
      watch.wait()
    }
    return try generate()
  }

  /// The files on which the output depends, as far as they can be known now.
  private var paths: [String] {
    let request = (try? config.map { try Configuration.read($0, root: root) }) ?? flags
    return [config].compactMap(\.self) + request.paths
  }

  private func generate() throws -> ExitStatus {
    let request: GenerateRequest
    do {
      request = try config.map { try Configuration.read($0, root: root) } ?? flags
    } catch let error as ConfigurationError {
      try say("\(error)")
      return .findings
    }
    guard let text = try request.generate(reporting: reporting) else { return .findings }
    return try put(text)
  }

  /// Writes what was generated, or compares it.
  private func put(_ text: String) throws -> ExitStatus {
    guard let out else {
      try Terminal.write(text.utf8)
      return .success
    }
    if isCheck {
      if (try? FileIO.read(out)) == Array(text.utf8) { return .success }
      try say("\(out): error: not what the schemas give; generate it again")
      return .findings
    }
    let isNew = try FileIO.write(Array(text.utf8), to: out)
    if isWatch { try say("\(out): \(isNew ? "written" : "up to date")") }
    return .success
  }

  private func say(_ line: String) throws {
    try Terminal.write("\(line)\n".utf8, to: .error)
  }
}

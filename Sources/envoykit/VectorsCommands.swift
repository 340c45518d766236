import BareJSON
import BareRuntime
import CommandLineSupport
import EnvoyConformance
import Foundation

/// `envoykit vectors list`: ids and comments.
struct VectorsListCommand: ToolCommand {
  static let name = "vectors list"
  static let help = """
    envoykit vectors list [options]

    Example:
      envoykit vectors list --run 'envoy/v2/**'

    Prints a line for each vector: id, level, result, comment.

    Options:
    \(VectorSelection.help)
    """

  private let selection: VectorSelection

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    for vector in selection.vectors(of: try selection.library()) {
      let result = vector.error?.rawValue ?? vector.result.rawValue
      Output.line("\(vector.id)  \(vector.level.rawValue)  \(result)  \(vector.comment)")
    }
    return .success
  }
}

/// `envoykit vectors show`: one vector, written out.
struct VectorsShowCommand: ToolCommand {
  static let name = "vectors show"
  static let help = """
    envoykit vectors show ID [--vectors DIR]

    Example:
      envoykit vectors show envoy/v6/to-rivet/stopping

    Prints a vector with its repetitions written out, as one JSON object.

    Options:
    \(VectorSelection.folderHelp)
    """

  private let selection: VectorSelection
  private let id: String

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    id = try scanner.positional("ID")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    guard let vector = try selection.library().vectors.first(where: { $0.id == id }) else {
      throw UsageError("no vector `\(id)`; `envoykit vectors list` prints all ids")
    }
    var object: JSONObject = [
      "id": .string(vector.id), "schema": .string(vector.schema), "type": .string(vector.type),
      "level": .string(vector.level.rawValue), "kind": .string(vector.kind.rawValue),
      "result": .string(vector.result.rawValue), "rules": vector.rules.json,
      "comment": .string(vector.comment),
    ]
    if let error = vector.error { object.append("error", .string(error.rawValue)) }
    if let value = vector.value { object.append("value", value) }
    for (key, value) in vector.conversion?.members ?? [] { object.append(key, value) }
    if let bytes = vector.bytes { object.append("bytes", bytes.json) }
    try Terminal.write(JSONValue.object(object).prettyBytes())
    return .success
  }
}

/// `envoykit vectors lint`: what is wrong with the vectors.
struct VectorsLintCommand: ToolCommand {
  static let name = "vectors lint"
  static let help = """
    envoykit vectors lint [--vectors DIR]

    Example:
      envoykit vectors lint

    Checks every vector by both codecs, its id and hash against the index, its rules, and what of
    the schemas no vector says.

    Options:
    \(VectorSelection.folderHelp)

    Exit status: 0 fine, 1 findings.
    """

  private let selection: VectorSelection

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let library = try selection.library()
    let linter = VectorLinter(
      library: library, index: try VectorIndex(library.source),
      rules: try RuleBook(library.source))
    let findings = linter.findings()
    for finding in findings { Output.line(finding) }
    for line in VectorCensus(library.vectors).lines { Output.line(line) }
    Output.line("vectors: \(library.vectors.count) checked, \(findings.count) findings")
    return findings.isEmpty ? .success : .findings
  }
}

/// `envoykit vectors fmt`: layout and index.
struct VectorsFormatCommand: ToolCommand {
  static let name = "vectors fmt"
  static let help = """
    envoykit vectors fmt [--vectors DIR]

    Example:
      envoykit vectors fmt

    Puts all vector files in their layout, and ids that are new into the index. What
    the index has is never changed: a published vector stays what it is.

    Options:
      --vectors DIR   the folder of vectors; else the nearest `vectors`
    """

  private let selection: VectorSelection

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let folder = try selection.folder()
    let library = try VectorLibrary(folder: folder)
    for file in library.files {
      let path = folder.appending(path: file.path).path
      if try FileIO.write(file.formatted, to: path) { Output.line("formatted: \(file.path)") }
    }
    var index = try VectorIndex(folder: folder)
    index.add(library.files.flatMap(\.vectors))
    let path = folder.appending(path: "index.json").path
    if try FileIO.write(index.formatted, to: path) { Output.line("updated: index.json") }
    return .success
  }
}

import BareJSON
import BareRuntime
import CommandLineSupport
import EnvoyConformance
import Foundation

/// `envoykit vectors add`: a new vector, its bytes by both codecs.
struct VectorsAddCommand: ToolCommand {
  static let name = "vectors add"
  static let help = """
    envoykit vectors add FILE --id ID --comment TEXT --rule RULE... [options]

    Examples:
      echo '{"ToRivetStopping": null}' | envoykit vectors add vectors/envoy/v6/to-rivet-rest.json \\
        --id envoy/v6/to-rivet/stopping --comment "void member" --rule BARE-W12
      echo 0300 | envoykit vectors add vectors/envoy/v6/malformed-trailing.json \\
        --id envoy/v6/to-rivet/stopping-trailing --comment "one byte more" --rule BARE-A3 \\
        --error trailing

    Adds a vector to the last group of a vector file, and its hash to the index. Reads a JSON value
    from standard input and takes its bytes from both codecs, which have to agree; or, with --error,
    reads a line of hex that both have to refuse as that class.

    Options:
      --id ID          slugs joined by `/`, the schema's name first; never used before
      --comment TEXT   what is special about it, at most 100 characters
      --rule RULE      an id of rules.json that it exercises; may be repeated
      --error CLASS    it has to be refused as this class
      --vectors DIR    the folder of vectors; else the nearest `vectors`
    """

  private let selection: VectorSelection
  private let path: String
  private let draft: VectorDraft

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    let id = try scanner.value("--id")
    let comment = try scanner.value("--comment")
    let rules = try scanner.values("--rule")
    let errorClass = try scanner.choice("--error", of: BareErrorClass.self)
    guard let id, let comment else { throw UsageError("`--id` and `--comment` are needed") }
    if rules.isEmpty { throw UsageError("`--rule` is needed: every vector exercises one") }
    draft = VectorDraft(id: id, comment: comment, rules: rules, errorClass: errorClass?.rawValue)
    path = try scanner.positional("FILE")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let file = try VectorFile(path: path, text: try FileIO.read(path))
    let folder = try selection.folder()
    var index = try VectorIndex(folder: folder)
    let known = try selection.library().files.flatMap(\.vectors).map(\.id)
    if index.hashByID[draft.id] != nil || known.contains(draft.id) {
      throw UsageError("the id `\(draft.id)` is taken")
    }
    let extended = try draft.adding(
      to: file, input: try FileIO.read("-"), rules: try RuleBook(folder: folder))
    index.add(extended.vectors)
    try FileIO.write(extended.formatted, to: path)
    try FileIO.write(index.formatted, to: folder.appending(path: "index.json").path)
    Output.line("added: \(draft.id)")
    return .success
  }
}

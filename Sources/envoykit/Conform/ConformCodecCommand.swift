import CommandLineSupport
import EnvoyConformance

/// `envoykit conform codec`: all vectors against a testee.
struct ConformCodecCommand: ToolCommand {
  static let name = "conform codec"
  static let help = """
    envoykit conform codec [options] [-- COMMAND ARG...]

    Examples:
      envoykit conform codec
      envoykit conform codec -- python3 my_testee.py
      envoykit conform codec --run 'kv-channel/**' --level should -- ./my-testee

    Runs golden vectors against a command that speaks the testee protocol: JSON Lines on standard
    input and output. Without a command, against our own two codecs.

    Options:
    \(VectorSelection.help)
    \(ReportOptions.help)
      --level LEVEL     must (default), or should: what fails the run
      --timeout MS      how long a testee may be silent; 10000 by default

    Exit status: 0 all passed, 1 some failed, 2 nothing failed but something could not be judged.
    """

  /// What can fail a run; nothing of level `may` does.
  enum FailingLevel: String, CaseIterable { case must, should }

  private let selection: VectorSelection
  private let command: [String]
  private let reports: ReportOptions
  private var options = CodecSuite.Options()

  init(parsing scanner: inout ArgumentScanner) throws {
    command = scanner.trailing()
    selection = try VectorSelection(parsing: &scanner)
    if try scanner.choice("--level", of: FailingLevel.self) == .should { options.level = .should }
    let timeout = try scanner.value("--timeout", expecting: "milliseconds from 1") { text in
      Int32(text).flatMap { $0 > 0 ? $0 : nil }
    }
    if let timeout { options.timeoutMilliseconds = timeout }
    reports = try ReportOptions(parsing: &scanner, of: selection)
    options.expected = reports.expected
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let library = try selection.library()
    let vectors = selection.vectors(of: library)
    if vectors.isEmpty { throw UsageError("no vector is meant; `envoykit vectors list` shows all") }
    let progress = RunProgress()
    var options = options
    options.progress = progress.update
    options.rules = try RuleBook(library.source).texts
    let suite = CodecSuite(vectors: vectors, options: options, print: progress.print)
    let commands =
      command.isEmpty
      ? Testee.Codec.allCases.map { [Executable.url.path, "testee", "--codec", $0.rawValue] }
      : [command]
    for command in commands { suite.run(command: command) }
    let ending = suite.finish()
    try reports.write(suite.results, suite: "codec")
    return ending.status
  }
}

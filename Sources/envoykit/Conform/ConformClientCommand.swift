import CommandLineSupport
import EnvoyConformance
import Foundation

/// `envoykit conform client`: scenarios with a client.
struct ConformClientCommand: ToolCommand {
  static let name = "conform client"
  static let help = """
    envoykit conform client [options] [-- COMMAND ARG...]

    Plays the server for a client: a command that speaks the testee protocol on standard input and
    output with the tier `client` is told what to do, and what it says and sends is judged. Without
    a command, for our own client.

    Examples:
      envoykit conform client
      envoykit conform client -- python3 my_client.py
      envoykit conform client --run 'client/kv/**' -- ./my-client

    Options:
    \(VectorSelection.help)
    \(ReportOptions.help)
    \(PlayOptions.help)

    Exit status: 0 all passed, 1 some failed, 2 nothing failed but something could not be judged,
    69 the port is taken.
    """

  private let selection: VectorSelection
  private let command: [String]
  private let reports: ReportOptions
  private let play: PlayOptions

  init(parsing scanner: inout ArgumentScanner) throws {
    command = scanner.trailing()
    selection = try VectorSelection(parsing: &scanner)
    reports = try ReportOptions(parsing: &scanner)
    play = try PlayOptions(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let library = try ScenarioLibrary(folder: try selection.folder())
    let scenarios = library.scenarios.filter { selection.isMeant($0.id) && $0.role == .client }
    if scenarios.isEmpty { throw UsageError("no scenario for clients is meant") }
    let command =
      command.isEmpty ? [Executable.url.path, "testee", "--client"] : command
    let suite = ClientSuite(
      scenarios: scenarios,
      options: play.options(reproduction: "envoykit conform client", reports), print: Output.line)
    suite.run(command: command, listener: try SocketListener())
    let ending = suite.finish()
    try reports.write(suite.results, suite: "client")
    return ending.status
  }
}

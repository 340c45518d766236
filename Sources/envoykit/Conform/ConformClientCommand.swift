import CommandLineSupport
import EnvoyConformance
import Foundation
import SocketIO

/// `envoykit conform client`: scenarios with a client.
struct ConformClientCommand: ToolCommand {
  static let name = "conform client"
  static let help = """
    envoykit conform client [options] [-- COMMAND ARG...]
    envoykit conform client --listen [--port PORT] [options]

    Examples:
      envoykit conform client
      envoykit conform client -- python3 my_client.py
      envoykit conform client --run 'client/kv/**' -- ./my-client
      envoykit conform client --listen --port 8000

    Plays the server for a client: a command that speaks the testee protocol on standard input and
    output with the tier `client` is told what to do, and what it says and sends is judged. Without
    a command, for our own client.

    With `--listen` clients without standard input come by themselves: `/cases` says where, and what
    to do there, and `/report` what became of it. It ends by SIGINT, SIGTERM, or with
    `--until-stdin-closes` with its standard input, and tells the result then.

    Options:
    \(VectorSelection.help)
    \(ReportOptions.help)
    \(PlayOptions.help)
      --listen          waits for clients
      --port PORT       where; a free one by default
      --until-stdin-closes
                        stops waiting when its standard input ends

    Exit status: 0 all passed, 1 some failed, 2 nothing failed but something could not be judged,
    69 the port is taken.
    """

  private let selection: VectorSelection
  private let command: [String]
  private let reports: ReportOptions
  private let play: PlayOptions
  private let listens: Bool
  private let port: UInt16
  private let untilInputCloses: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    command = scanner.trailing()
    selection = try VectorSelection(parsing: &scanner)
    reports = try ReportOptions(parsing: &scanner, of: selection)
    play = try PlayOptions(parsing: &scanner)
    listens = try scanner.flag("--listen")
    port = try scanner.value("--port", expecting: "0 to 65535", UInt16.init) ?? 0
    untilInputCloses = try scanner.flag("--until-stdin-closes")
    guard !listens || command.isEmpty else {
      throw UsageError("expected `--listen` or a command, not both")
    }
    guard listens || (port == 0 && !untilInputCloses) else {
      throw UsageError("`--port` and `--until-stdin-closes` go with `--listen`")
    }
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let source = try selection.source()
    let library = try ScenarioLibrary(source)
    let scenarios = library.scenarios.filter { selection.isMeant($0.id) && $0.role == .client }
    if scenarios.isEmpty { throw UsageError("no scenario for clients is meant") }
    let progress = RunProgress()
    let options = play.options(
      reproduction: "envoykit conform client", of: command.isEmpty ? [] : ["--"] + command,
      try RuleBook(source), reports, progress)
    let listener: SocketListener
    do {
      listener = try SocketListener(port: port)
    } catch {
      try Terminal.write("envoykit: error: \(error)\n".utf8, to: .error)
      return .unavailable
    }
    return try listens
      ? wait(for: scenarios, options, listener)
      : tell(scenarios, options, listener, print: progress.print)
  }

  private func tell(
    _ scenarios: [Scenario], _ options: SuiteOptions, _ listener: SocketListener,
    print: @escaping (String) -> Void
  ) throws -> ExitStatus {
    let suite = ClientSuite(scenarios: scenarios, options: options, print: print)
    suite.run(
      command: command.isEmpty ? [Executable.url.path, "testee", "--client"] : command,
      listener: listener)
    let ending = suite.finish()
    try reports.write(suite.results, suite: "client")
    return ending.status
  }

  private func wait(
    for scenarios: [Scenario], _ options: SuiteOptions, _ listener: SocketListener
  ) throws -> ExitStatus {
    let signals = EndSignals()
    if untilInputCloses { signals.raiseWhenInputEnds() }
    let suite = OpenSuite(
      scenarios: scenarios, endpoint: listener.endpoint, options: options, print: Output.line)
    listener.page = suite.page
    let place = listener.endpoint.replacing("ws://", with: "http://")
    Output.line("\(suite.caseCount) cases: \(place)/cases  report: \(place)/report")
    while !signals.isPending {
      let visitor = try listener.accept(timeoutMilliseconds: Self.signalMilliseconds)
      if let visitor, !suite.play(visitor, listener: listener) { try visitor.refuse(status: 404) }
    }
    let ending = suite.finish()
    try reports.write(suite.results, suite: "client")
    return ending.status
  }

  /// How often it is looked whether someone wants the end.
  private static let signalMilliseconds: Int64 = 200
}

import CommandLineSupport
import EnvoyConformance
import EnvoyServer
import SocketIO

/// `envoykit conform server`: scenarios against a server.
struct ConformServerCommand: ToolCommand {
  static let name = "conform server"
  static let help = """
    envoykit conform server [options] [-- COMMAND ARG...]

    Examples:
      envoykit conform server
      envoykit conform server --run 'sqlite/**' -- ./my-server --port 0
      envoykit conform server --attach ws://127.0.0.1:6420 --admin http://127.0.0.1:6421

    Plays scenarios against a server: what a client does, and what may come back. A command has to
    write a ready line on standard output once it takes connections, and to end with its
    standard input or by SIGTERM:

      {"endpoints":{"envoy":"ws://127.0.0.1:PORT/...","kvChannel":"ws://...","admin":"http://..."}}

    Either protocol may be missing, and so may the admin side, without which the scenarios that need
    one are skipped, as are those that want a server with other options. Without a command, against
    our own server, started anew for each set of options.

    Options:
    \(VectorSelection.help)
    \(ReportOptions.help)
    \(PlayOptions.help)
      --attach URL      a server that runs already
      --admin URL       its admin side
      --endpoint-regex REGEX
                        a command without a ready line: its group 1, in what the command says on
                        standard output, is the URL or the port where it listens

    Exit status: 0 all passed, 1 some failed, 2 nothing failed but something could not be judged.
    """

  private let selection: VectorSelection
  private let command: [String]
  private let reports: ReportOptions
  private let play: PlayOptions
  private let attached: SocketTransport?
  private let judged: [String]
  private let endpointPattern: String?

  init(parsing scanner: inout ArgumentScanner) throws {
    command = scanner.trailing()
    selection = try VectorSelection(parsing: &scanner)
    let attach = try scanner.value("--attach")
    let endpoint = try attach.map { url in
      guard let endpoint = Endpoint(url) else {
        throw UsageError("`--attach \(url)`: expected ws://HOST:PORT")
      }
      return endpoint
    }
    let adminURL = try scanner.value("--admin")
    let admin = try adminURL.map { url in
      guard let admin = AdminClient(url) else {
        throw UsageError("`--admin \(url)`: expected http://HOST:PORT")
      }
      return admin
    }
    endpointPattern = try scanner.value("--endpoint-regex")
    if let endpointPattern, (try? EndpointPattern(endpointPattern)) == nil {
      throw UsageError("`--endpoint-regex \(endpointPattern)`: expected a regular expression")
    }
    judged =
      (attach.map { ["--attach", $0] } ?? []) + (adminURL.map { ["--admin", $0] } ?? [])
      + (endpointPattern.map { ["--endpoint-regex", $0] } ?? [])
      + (command.isEmpty ? [] : ["--"] + command)
    attached = endpoint.map {
      SocketTransport(envoy: $0, channel: $0, adminClient: admin)
    }
    guard attached == nil || command.isEmpty else {
      throw UsageError("expected `--attach` or a command, not both")
    }
    reports = try ReportOptions(parsing: &scanner, of: selection)
    play = try PlayOptions(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let source = try selection.source()
    let library = try ScenarioLibrary(source)
    let scenarios = library.scenarios.filter { selection.isMeant($0.id) }
    if scenarios.isEmpty { throw UsageError("no scenario is meant") }
    let progress = RunProgress()
    let suite = ScenarioSuite(
      scenarios: scenarios,
      options: play.options(
        reproduction: "envoykit conform server", of: judged, try RuleBook(source), reports, progress
      ),
      print: progress.print)
    for options in suite.optionSets {
      if let attached {
        options.isEmpty ? suite.run(over: attached, options: []) : suite.skip(options: options)
      } else if command.isEmpty {
        run(suite, try .own(options), options: options)
      } else if options.isEmpty {
        let pattern = try endpointPattern.map(EndpointPattern.init)
        run(suite, try ServerProcess(command, pattern: pattern), options: [])
      } else {
        suite.skip(options: options)
      }
    }
    let ending = suite.finish()
    try reports.write(suite.results, suite: "server")
    return ending.status
  }

  private func run(_ suite: ScenarioSuite, _ server: ServerProcess, options: [String]) {
    defer { server.end() }
    suite.run(over: server.transport, options: options)
  }
}

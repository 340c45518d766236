import BareJSON
import CommandLineSupport
import EnvoyServer

/// `envoykit bench server`: the server against an echo over the same event loop.
struct BenchServerCommand: ToolCommand {
  static let name = "bench server"
  static let help = """
    envoykit bench server [--json] [--rounds N]

    Example:
      envoykit bench server --rounds 1

    Measures answers per second over loopback, the clients in a thread of their own, in
    rounds that take turns with an echo: the same event loop, requests of the same size
    and answers of the same size, and nothing in between. Medians of the ratios carry
    over to other machines, rates do not. At the end 10,000 clients of the KV channel do
    nothing, and memory is looked at. Build with `-c release`.

    Options:
      --json       one object instead of a table
      --rounds N   rounds of each; 5 by default
    """

  private static let roundMilliseconds: Int64 = 500

  private let isJSON: Bool
  private let roundCount: Int

  init(parsing scanner: inout ArgumentScanner) throws {
    isJSON = try scanner.flag("--json")
    roundCount = try scanner.roundCount(default: 5)
    try scanner.finish()
  }

  private struct Result {
    let name: String
    let serverRate: Double
    let echoRate: Double
    let ratio: Double
  }

  func run() throws -> ExitStatus {
    var results: [Result] = []
    if !isJSON { Output.line("workload            server/s      echo/s   ratio") }
    for workload in try ServerWorkloads.all() {
      let result = try measure(workload)
      results.append(result)
      if !isJSON { Output.line(row(result)) }
    }
    let idle = try IdleConnections.measure()
    if isJSON {
      let json: JSONValue = ["workloads": .array(results.map(json)), "idle": idle.json]
      Output.line(json.compactText)
    } else {
      Output.line("\(idle)")
    }
    return .success
  }

  private func measure(_ workload: LoadGenerator.Workload) throws -> Result {
    var rounds: [(server: Double, echo: Double)] = []
    for _ in 0..<roundCount {
      rounds.append((try rate(workload, isEcho: false), try rate(workload, isEcho: true)))
    }
    return Result(
      name: workload.name, serverRate: rounds.map(\.server).median,
      echoRate: rounds.map(\.echo).median, ratio: rounds.map { $0.server / $0.echo }.median)
  }

  private func rate(_ workload: LoadGenerator.Workload, isEcho: Bool) throws -> Double {
    var configuration = ServerConfiguration()
    if isEcho {
      let answer =
        [workload.answerTag] + [UInt8](repeating: 0, count: max(0, workload.answerByteCount - 1))
      configuration.echo = { _ in answer }
    }
    let server = try ReferenceServer.start(configuration)
    defer { server.stop() }
    let isReading = workload.name.hasPrefix("read")
    if !isEcho, isReading || workload.name.hasPrefix("commit") {
      try ServerWorkloads.prepare(
        port: server.port, clientCount: workload.connectionCount, commits: isReading)
    }
    var load = try LoadGenerator(workload, port: server.port, target: ServerWorkloads.target)
    defer { load.end() }
    return try load.run(milliseconds: Self.roundMilliseconds)
  }

  private func row(_ result: Result) -> String {
    return result.name + BenchText.column("\(Int(result.serverRate))", 28 - result.name.count)
      + BenchText.column("\(Int(result.echoRate))", 12)
      + BenchText.column("\(BenchText.rounded(result.ratio))", 8)
  }

  private func json(_ result: Result) -> JSONValue {
    [
      "name": .string(result.name), "serverPerSecond": BenchText.rounded(result.serverRate).json,
      "echoPerSecond": BenchText.rounded(result.echoRate).json,
      "ratio": BenchText.rounded(result.ratio).json,
    ]
  }
}

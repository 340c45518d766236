import BareJSON
import CommandLineSupport
import EnvoyServer

/// `envoykit bench soak`: whether a server that works without a pause keeps its size.
struct BenchSoakCommand: ToolCommand {
  static let name = "bench soak"
  static let help = """
    envoykit bench soak [--json] [--seconds N]

    Example:
      envoykit bench soak --seconds 60

    Has clients come and go over loopback: commits that grow and shrink databases, reads,
    keys put and deleted, stages begun and left behind. The memory of the process, its
    clients included, is looked at all the time; that of the last quarter may be 5 % above
    that of the second, the first being left to caches and the journal. Linux alone.

    Options:
      --json        one object instead of lines
      --seconds N   how long; 600 by default

    Exit status: 0 flat, 1 grown.
    """

  /// How long clients stay.
  private static let turnMilliseconds: Int64 = 250

  /// By how much the last quarter may be above the second.
  private static let maximumRatio = 1.05

  private let isJSON: Bool
  private let secondCount: Int

  init(parsing scanner: inout ArgumentScanner) throws {
    isJSON = try scanner.flag("--json")
    secondCount =
      try scanner.value("--seconds", expecting: "a number from 4 on") {
        Int($0).flatMap { $0 >= 4 ? $0 : nil }
      } ?? 600
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let workloads = try SoakWorkloads.all()
    var byteCounts: [Double] = []
    let start = ContinuousClock.now
    while ContinuousClock.now < start + .seconds(secondCount) {
      for (workload, target) in workloads {
        var load = try LoadGenerator(workload, port: server.port, target: target)
        _ = try load.run(milliseconds: Self.turnMilliseconds)
        load.end()
      }
      byteCounts.append(Double(try ResidentMemory.byteCount()))
    }
    let quarter = byteCounts.count / 4
    let early = Array(byteCounts[quarter..<max(quarter + 1, 2 * quarter)]).median
    let late = Array(byteCounts.suffix(max(1, quarter))).median
    report(early: early, late: late, turnCount: byteCounts.count)
    return late <= early * Self.maximumRatio ? .success : .findings
  }

  private func report(early: Double, late: Double, turnCount: Int) {
    let (megabytes, ratio) = (1_000_000.0, BenchText.rounded(late / early))
    if isJSON {
      let json: JSONValue = [
        "seconds": .number(JSONNumber(secondCount)), "turns": .number(JSONNumber(turnCount)),
        "earlyByteCount": .string("\(Int(early))"), "lateByteCount": .string("\(Int(late))"),
        "ratio": ratio.json,
      ]
      Output.line(json.compactText)
    } else {
      Output.line(
        "\(turnCount) turns in \(secondCount) s: \(Int(early / megabytes)) MB in the second "
          + "quarter, \(Int(late / megabytes)) MB in the last, ratio \(ratio)")
    }
  }
}

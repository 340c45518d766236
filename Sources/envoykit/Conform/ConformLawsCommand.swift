import CommandLineSupport
import Dispatch
import EnvoyConformance
import Synchronization

/// `envoykit conform laws`: what holds for every message, on both codecs.
struct ConformLawsCommand: ToolCommand {
  static let name = "conform laws"
  static let help = """
    envoykit conform laws [options]

    Examples:
      envoykit conform laws
      envoykit conform laws --run 'envoy/v6/**' --seed 2

    Cuts every valid vector everywhere, puts every byte behind it, and flips every bit: both codecs
    have to refuse alike, or read the same value and give the same bytes again. In vectors of more
    than 1024 bytes, the first and last 256 bytes and 1000 seeded places. Up to 96 bytes, what
    explains a message has to cover what can be read of it.

    Options:
    \(VectorSelection.help)
      --seed N          the seed of the places; 1 by default

    Exit status: 0 the laws hold, 1 not so.
    """

  private let selection: VectorSelection
  private let seed: UInt64

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner)
    seed = try scanner.value("--seed", expecting: "a number", { UInt64($0) }) ?? 1
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let results = check(selection.vectors(of: try selection.library())).filter {
      $0.messageCount > 0
    }
    if results.isEmpty {
      throw UsageError("no valid vector is meant; `envoykit vectors list` shows all")
    }
    for finding in results.flatMap(\.findings) { Output.line("FAIL \(finding)") }
    let messageCount = results.reduce(0) { $0 + $1.messageCount }
    let failedCount = results.count { !$0.findings.isEmpty }
    Output.line("laws: seed \(seed), \(messageCount) messages from \(results.count) vectors")
    Output.line("laws: \(results.count - failedCount) passed, \(failedCount) failed")
    return failedCount == 0 ? .success : .findings
  }

  /// All processors take part; the results stand in the order of the vectors.
  private func check(_ vectors: [Vector]) -> [(findings: [String], messageCount: Int)] {
    let checker = LawChecker(seed: seed)
    let results = Mutex([Int: (findings: [String], messageCount: Int)]())
    DispatchQueue.concurrentPerform(iterations: vectors.count) { index in
      let result = checker.check(vectors[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in vectors.indices.compactMap { results[$0] } }
  }
}

import CommandLineSupport
import EnvoyConformance

/// `envoykit conform laws`: what holds for every message, on both codecs.
struct ConformLawsCommand: ToolCommand {
  static let name = "conform laws"
  static let help = """
    envoykit conform laws [options]

    Cuts every valid vector everywhere, puts every byte behind it, and flips every bit: both codecs
    have to refuse alike, or read the same value and give the same bytes again. In vectors of more
    than 1024 bytes, the first and last 256 bytes and 1000 seeded places.

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
    let checker = LawChecker(seed: seed)
    var vectorCount = 0
    var failedCount = 0
    var messageCount = 0
    for vector in selection.vectors(of: try selection.library()) {
      let result = checker.check(vector)
      guard result.messageCount > 0 else { continue }
      vectorCount += 1
      messageCount += result.messageCount
      failedCount += result.findings.isEmpty ? 0 : 1
      for finding in result.findings { Output.line("FAIL \(finding)") }
    }
    Output.line("laws: seed \(seed), \(messageCount) messages from \(vectorCount) vectors")
    Output.line("laws: \(vectorCount - failedCount) passed, \(failedCount) failed")
    return failedCount == 0 ? .success : .findings
  }
}

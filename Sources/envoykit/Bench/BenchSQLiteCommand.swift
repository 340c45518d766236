import BareJSON
import CommandLineSupport
import Foundation
import SQLiteLibrary

/// `envoykit bench sqlite`: SQLite on pages that are on a server, against SQLite on a file.
struct BenchSQLiteCommand: ToolCommand {
  static let name = "bench sqlite"
  static let help = """
    envoykit bench sqlite [--json] [--rounds N]

    Example:
      envoykit bench sqlite --rounds 1

    Measures the same statements on SQLite on a file (in memory where there is /dev/shm), in
    memory, and on pages that are on a server: over the five commands and over the KV channel,
    with the server in this process and over loopback. They take turns in each round. Microseconds
    are those of the file; the other numbers are how often its time a place takes, as medians of
    the rounds, which carry over to other machines. Build with `-c release`.

    Options:
      --json       one object instead of a table
      --rounds N   rounds of each; 3 by default
    """

  private let isJSON: Bool
  private let roundCount: Int

  init(parsing scanner: inout ArgumentScanner) throws {
    isJSON = try scanner.flag("--json")
    roundCount = try scanner.roundCount(default: 3)
    try scanner.finish()
  }

  private struct Round {
    /// Seconds by place, in the order of the places.
    var places: [(name: String, seconds: [SQLiteWorkload: Double])] = []
  }

  func run() throws -> ExitStatus {
    let library = try SQLiteLibrary()
    let rounds = try (0..<roundCount).map { _ in try round(library) }
    if isJSON { Output.line(json(rounds).compactText) } else { writeTable(rounds) }
    return .success
  }

  private func round(_ library: SQLiteLibrary) throws -> Round {
    let folder =
      FileManager.default.fileExists(atPath: "/dev/shm")
      ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory
    let file = folder.appending(path: "envoykit-bench-\(UUID()).db")
    defer { try? FileManager.default.removeItem(at: file) }
    let places = try SQLitePlace.all(library, file: file.path)
    defer { for place in places { place.end() } }
    return Round(
      places: try places.map { ($0.name, try SQLiteWorkload.measure($0)) })
  }

  private func writeTable(_ rounds: [Round]) {
    for workload in SQLiteWorkload.allCases {
      Output.line(workload.rawValue)
      for (index, place) in (rounds.first?.places ?? []).enumerated() {
        guard let ratio = ratio(workload, index, rounds) else { continue }
        let value =
          index == 0
          ? "\(Int(microseconds(workload, rounds))) us" : "\(BenchText.rounded(ratio))"
        Output.line("  \(place.name)" + BenchText.column(value, 34 - place.name.count))
      }
    }
  }

  private func json(_ rounds: [Round]) -> JSONValue {
    .object(
      JSONObject(
        SQLiteWorkload.allCases.map { workload in
          let ratios = (rounds.first?.places ?? []).enumerated().compactMap { index, place in
            ratio(workload, index, rounds).map { (place.name, BenchText.rounded($0).json) }
          }
          return (workload.rawValue, .object(JSONObject(ratios)))
        }))
  }

  /// How often the time of the file a place takes; nil where it is not measured.
  private func ratio(_ workload: SQLiteWorkload, _ place: Int, _ rounds: [Round]) -> Double? {
    let ratios = rounds.compactMap { round -> Double? in
      guard let own = round.places[place].seconds[workload],
        let file = round.places[0].seconds[workload]
      else { return nil }
      return own / file
    }
    return ratios.isEmpty ? nil : ratios.median
  }

  private func microseconds(_ workload: SQLiteWorkload, _ rounds: [Round]) -> Double {
    rounds.compactMap { $0.places[0].seconds[workload] }.median * 1_000_000
  }
}

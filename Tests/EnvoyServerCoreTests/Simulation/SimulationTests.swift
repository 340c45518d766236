import Digest
import Foundation
import Testing

@testable import EnvoyServerCore

/// Envoys that fight over actors, through a network that fails, out of seeds.
@Suite struct SimulationTests {
  /// How many schedules are run; `SIMULATION_SCHEDULES` asks for others, `SIMULATION_SEED` for
  /// another first seed.
  private static let scheduleCount = number("SIMULATION_SCHEDULES") ?? 300
  private static let firstSeed = UInt64(number("SIMULATION_SEED") ?? 1)
  private static let stepCount = 200

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("after every step the store is the list of its commits, and nothing else was ever read")
  func schedules() throws {
    var committedCount = 0
    for seed in Self.firstSeed..<Self.firstSeed + UInt64(Self.scheduleCount) {
      var simulation = Simulation(seed: seed)
      if let wrong = try simulation.run(steps: Self.stepCount) {
        Issue.record("seed \(seed), \(wrong)")
      }
      committedCount += simulation.committedCount
    }
    print(
      "simulation: \(Self.scheduleCount) schedules from seed \(Self.firstSeed), "
        + "\(committedCount) commits")
    #expect(committedCount > 2 * Self.scheduleCount)
  }

  @Test("each fault that is planted in the store is found", arguments: Simulation.Bug.allCases)
  func plantedBugs(bug: Simulation.Bug) throws {
    let isFound = try (1...50).contains { seed in
      var simulation = Simulation(seed: UInt64(seed), bug: bug)
      return try simulation.run(steps: Self.stepCount) != nil
    }
    #expect(isFound)
  }

  @Test("the same seed gives the same journal")
  func determinism() throws {
    func journal(_ seed: UInt64) throws -> [JournalEntry] {
      var simulation = Simulation(seed: seed)
      _ = try simulation.run(steps: Self.stepCount)
      return Array(simulation.world.core.journal.entries)
    }
    #expect(try journal(3) == journal(3))
    #expect(try journal(3) != journal(4))
  }

  /// The digest changes with what the journal says or with what the simulation does; no other
  /// build, optimised or not, may have another.
  @Test("the journal of a seed is the same bytes in every build")
  func journalBytes() throws {
    var simulation = Simulation(seed: 3)
    _ = try simulation.run(steps: Self.stepCount)
    let lines = simulation.world.core.journal.entries.map { $0.json.compactText + "\n" }
    #expect(lines.count > 200)
    #expect(
      SHA256.hex(of: Array(lines.joined().utf8))
        == "af2a6370b8edb57c2ad5ea540db33e98f0ee0eb20a45b13582f3781071007ba2")
  }
}

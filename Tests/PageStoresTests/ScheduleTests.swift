import Foundation
import Testing

/// Transactions while messages are lost, late or twice, connections die, others take the database,
/// and the server starts again from its snapshot.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct ScheduleTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["SQL_SCHEDULES"].flatMap(Int.init) ?? 4
  private static let firstSeed = environment["SQL_SEED"].flatMap(UInt64.init) ?? 1

  @Test(
    "what was acknowledged is there, nothing by half, and who cannot know says so",
    arguments: BackEnd.allCases)
  func schedules(_ backEnd: BackEnd) throws {
    var tally = Schedule.Tally()
    for seed in Self.firstSeed..<Self.firstSeed + UInt64(Self.count) {
      do {
        var schedule = try Schedule(backEnd, seed: seed)
        try schedule.run()
        tally += schedule.tally
      } catch {
        Issue.record("\(backEnd), seed \(seed): \(error)")
        return
      }
    }
    print("\(backEnd): \(tally)")
    // A few seeds that are played again need not meet everything.
    guard Self.count >= 4 else { return }
    #expect(tally.acknowledgedCount > 0 && tally.refusedCount > 0)
    // Otherwise it would claim too much not to know.
    #expect(tally.indeterminateDoneCount > 0 && tally.indeterminateUndoneCount > 0)
  }
}

import Synchronization

/// Counts the instructions of SQLite's machine, and ends statements that took too many. It is no
/// clock: the same statements over the same database take the same count each time.
///
/// One connection at a time has it, by ``SQLiteConnection/setMeter(_:)``; any thread may stop it.
public final class SQLiteMeter: Sendable {
  /// The instructions between two looks at the count.
  static let stride: UInt64 = 1000

  private let limit = Atomic<UInt64>(.max)

  /// What statements that are done took, and what the one at work took up to the last look.
  private let done = Atomic<UInt64>(0)
  private let current = Atomic<UInt64>(0)
  private let stopped = Atomic<Bool>(false)

  /// A meter without a limit.
  public init() {}

  /// Counts from 0 again.
  ///
  /// - Parameter stepCount: the instructions that statements may take together; it is looked at
  ///   every thousand.
  public func begin(stepCount: UInt64) {
    limit.store(stepCount, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
    current.store(0, ordering: .relaxed)
  }

  /// Ends what runs and all that follows, for good; from any thread.
  public func stop() { stopped.store(true, ordering: .relaxed) }

  /// Whether it was stopped.
  public var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Whether statements took all that they may.
  public var isSpent: Bool {
    done.load(ordering: .relaxed) + current.load(ordering: .relaxed)
      >= limit.load(ordering: .relaxed)
  }

  /// A statement is done, and took so many instructions in all.
  public func finish(stepCount: UInt64) {
    done.add(stepCount, ordering: .relaxed)
    current.store(0, ordering: .relaxed)
  }

  /// Whether the statement at work has to end; asked every so many instructions.
  func look() -> Bool {
    current.add(Self.stride, ordering: .relaxed)
    return isStopped || isSpent
  }
}

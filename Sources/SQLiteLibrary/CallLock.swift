import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One call at a time, and a call from within a call is noticed instead of waiting for itself.
package final class CallLock: Sendable {
  private let mutex = Mutex(())
  private let owner = Atomic<UInt>(0)

  package init() {}

  /// Whether the call under way is this thread's.
  package var isMine: Bool { owner.load(ordering: .relaxed) == Self.currentThread }

  /// Waits, then runs the work. Only where it is not ``isMine``.
  package func run<Result: Sendable, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    assert(!isMine)
    return try mutex.withLock { (_) throws(Failure) -> Result in try owned(work) }
  }

  /// Runs the work if nothing else runs; nil otherwise.
  func runIfFree<Result: Sendable, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    assert(!isMine)
    return try mutex.withLockIfAvailable { (_) throws(Failure) -> Result in try owned(work) }
  }

  private func owned<Result: Sendable, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    owner.store(Self.currentThread, ordering: .relaxed)
    defer { owner.store(0, ordering: .relaxed) }
    return try work()
  }

  private static var currentThread: UInt {
    #if canImport(Glibc)
      UInt(pthread_self())
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }
}

import Synchronization

/// What went wrong with a database's store, for every thread to see.
final class PageStatus: Sendable {
  private struct State {
    var isClosing = false
    var fatal: PageStoreFailure?
    var last: Event?
  }

  /// A failure of the store, and whether a commit met it.
  struct Event {
    let failure: PageStoreFailure
    let isCommit: Bool

    /// Whether nobody knows if it was done.
    var isIndeterminate: Bool { isCommit && !failure.isDefinite }
  }

  private let state = Mutex(State())

  /// The first failure after which nothing works any more.
  var fatal: PageStoreFailure? { state.withLock { $0.fatal } }

  /// Whether nothing may be read or written any more.
  var isOver: Bool { state.withLock { $0.isClosing || $0.fatal != nil } }

  /// Lets every read and write from now on fail.
  func startClosing() { state.withLock { $0.isClosing = true } }

  /// The failure that the call under way met, which is forgotten here.
  func takeLast() -> Event? {
    state.withLock { state in
      defer { state.last = nil }
      return state.last
    }
  }

  /// A failure. After a commit that may have been done nobody knows what the store has, so that is
  /// the end as well.
  func note(_ failure: PageStoreFailure, isCommit: Bool) {
    let event = Event(failure: failure, isCommit: isCommit)
    state.withLock { state in
      // Of two in one call, the first is why there was a second.
      if state.last == nil { state.last = event }
      if failure.isFatal || event.isIndeterminate, state.fatal == nil { state.fatal = failure }
    }
  }
}

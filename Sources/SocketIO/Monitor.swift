#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A value that one thread at a time may look at and change, and that others wait for.
///
/// Unchecked: the value is only touched by whoever holds the mutex. It is one of the system's, as
/// thread sanitizers know no other.
package final class Monitor<Value>: @unchecked Sendable {
  // Both live as long as this object, at one place, as the system wants them.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Looks at the value, or changes it; whoever waits looks again.
  package func change<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return body(&value)
  }

  /// Waits until something is found in the value, or so long; nil waits for ever.
  package func wait<Found>(timeoutMilliseconds: Int64?, for find: (inout Value) -> Found?) -> Found?
  {
    var end = Self.time(inMilliseconds: timeoutMilliseconds ?? 0)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let found = find(&value) { return found }
      if timeoutMilliseconds == nil {
        pthread_cond_wait(condition, mutex)
      } else if pthread_cond_timedwait(condition, mutex, &end) != 0 {
        return find(&value)
      }
    }
  }

  private static func time(inMilliseconds milliseconds: Int64) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let nanoseconds = Int64(time.tv_nsec) + milliseconds % 1000 * 1_000_000
    time.tv_sec += Int(milliseconds / 1000 + nanoseconds / 1_000_000_000)
    time.tv_nsec = Int(nanoseconds % 1_000_000_000)
    return time
  }
}

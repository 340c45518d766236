#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The time of day as of the start, and since then a clock that nobody sets.
struct WallClock {
  private let startMilliseconds: Int64
  private let startTicksMilliseconds: Int64

  init() {
    startMilliseconds = WallClock.read(CLOCK_REALTIME)
    startTicksMilliseconds = WallClock.read(CLOCK_MONOTONIC)
  }

  /// Milliseconds since the epoch.
  var nowMilliseconds: Int64 {
    startMilliseconds + WallClock.read(CLOCK_MONOTONIC) - startTicksMilliseconds
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

import SocketIO

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The time of day as of the start, and since then a clock that nobody sets; or one that stands
/// still until it is set.
struct WallClock {
  /// When a manual clock starts, so that every run starts alike.
  static let manualStartMilliseconds: Int64 = 1_700_000_000_000

  private let startMilliseconds: Int64
  private let startTicksMilliseconds: Int64

  private var manualMilliseconds: Int64?

  init(isManual: Bool) {
    manualMilliseconds = isManual ? WallClock.manualStartMilliseconds : nil
    startMilliseconds = EpochTime.nowMilliseconds
    startTicksMilliseconds = WallClock.ticksMilliseconds
  }

  /// Whether the clock stands still until it is set.
  var isManual: Bool { manualMilliseconds != nil }

  /// Sets a manual clock.
  mutating func set(to milliseconds: Int64) {
    precondition(isManual, "the real clock is not set")
    manualMilliseconds = milliseconds
  }

  /// Milliseconds since the epoch, as the server has it.
  var nowMilliseconds: Int64 { manualMilliseconds ?? realMilliseconds }

  /// Milliseconds since the epoch, for sockets, which do not wait for a manual clock.
  var realMilliseconds: Int64 {
    startMilliseconds + WallClock.ticksMilliseconds - startTicksMilliseconds
  }

  private static var ticksMilliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Waits for one file, for calls that block.
package enum Poll {
  /// Whether there is something to read, or an end, within so long.
  package static func isReadable(_ file: Int32, timeoutMilliseconds: Int64) -> Bool {
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, Int32(clamping: timeoutMilliseconds)) > 0
  }

  /// Waits until something can be written, or the peer is gone.
  package static func untilWritable(_ file: Int32) {
    var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    _ = poll(&waiting, 1, -1)
  }
}

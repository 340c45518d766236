#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Wakes a thread that waits for a socket. Both ends stay open as long as it lives, so that a late
/// wake meets no other file.
package final class WakePipe: Sendable {
  private let reader: Int32
  private let writer: Int32

  /// - Throws: a system without files left.
  package init() throws(SystemError) {
    var files: [Int32] = [0, 0]
    guard pipe(&files) == 0 else { throw SystemError("cannot make a pipe") }
    for file in files { makeNonBlocking(file) }
    (reader, writer) = (files[0], files[1])
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Something can be read from it once it was woken.
  package var file: Int32 { reader }

  /// Wakes it, now or when it waits next.
  package func signal() {
    var byte: UInt8 = 0
    _ = write(writer, &byte, 1)
  }

  /// Waits until it is woken, a file has something, or time is up.
  package func wait(with file: Int32, timeoutMilliseconds: Int64) {
    var polls = [
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: file, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polls, nfds_t(polls.count), Int32(clamping: max(0, timeoutMilliseconds)))
    drain()
  }

  /// Forgets that it was woken.
  package func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) > 0 {}
  }
}

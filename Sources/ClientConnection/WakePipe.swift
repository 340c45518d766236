import SocketIO

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Wakes a thread that waits for a socket.
struct WakePipe {
  private let reader: Int32
  private let writer: Int32

  /// - Throws: a system without files left.
  init() throws(SystemError) {
    var files: [Int32] = [0, 0]
    guard pipe(&files) == 0 else { throw SystemError("cannot make a pipe") }
    for file in files { makeNonBlocking(file) }
    (reader, writer) = (files[0], files[1])
  }

  /// Wakes it, now or when it waits next.
  func signal() {
    var byte: UInt8 = 0
    _ = write(writer, &byte, 1)
  }

  /// Waits until it is woken, a file has something, or time is up; nil waits for ever.
  func wait(with file: Int32, timeoutMilliseconds: Int64?) {
    var polls = [
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: file, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = timeoutMilliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    poll(&polls, nfds_t(polls.count), timeout)
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) > 0 {}
  }

  /// Gives the files back.
  func close() {
    for file in [reader, writer] { _ = closeFile(file) }
  }
}

/// Outside of `WakePipe`, where `close` would mean its own.
private func closeFile(_ file: Int32) -> Int32 { close(file) }

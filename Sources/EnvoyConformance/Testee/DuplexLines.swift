import Foundation

/// Lines both ways over two descriptors, without ever waiting for one direction only.
///
/// Whoever writes a long line while the other side writes one too would wait for ever if it did not
/// read in between. Nothing here does: a step waits for either, and what cannot be written yet
/// stays in a buffer.
package final class DuplexLines {
  /// A line of more bytes than this is a fault of the other side.
  package static let maximumLineByteCount = 64 * 1024 * 1024

  /// What a step brought.
  package enum Event {
    /// Complete lines, without their line feeds; at least one.
    case lines([[UInt8]])

    /// Bytes went one way or the other.
    case progress

    /// Nothing came or went for as long as the step was to wait.
    case silence

    /// The other side has closed its end and all lines were handed out.
    case end

    /// The other side sent a line without end.
    case lineTooLong
  }

  private let input: Int32
  private let output: Int32
  private var received: [UInt8] = []
  private var scannedByteCount = 0
  private var pending: [UInt8] = []
  private var pendingStart = 0
  private var isInputOpen = true
  private var isOutputOpen = true

  /// Lines that come from `input` and go to `output`.
  package init(input: Int32, output: Int32) {
    self.input = input
    self.output = output
  }

  /// Whether everything queued was written, or can no longer be.
  package var isFlushed: Bool { pendingStart == pending.count || !isOutputOpen }

  /// Adds a line to what is to be written.
  package func queue(_ line: [UInt8]) {
    pending += line
    pending.append(UInt8(ascii: "\n"))
  }

  /// Waits until something can be read or written, and does both.
  package func step(timeoutMilliseconds: Int32) -> Event {
    guard isInputOpen || !isFlushed else { return .end }
    var polls = [
      pollfd(fd: isInputOpen ? input : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isFlushed ? -1 : output, events: Int16(POLLOUT), revents: 0),
    ]
    let count = poll(&polls, nfds_t(polls.count), timeoutMilliseconds)
    guard count > 0 else { return isInputOpen || !isFlushed ? .silence : .end }
    if polls[1].revents != 0 { writeSome() }
    if polls[0].revents != 0 { readSome() }
    return takeLines()
  }

  /// Writes what a pipe with any room takes without waiting.
  private func writeSome() {
    let pipeRoom = 4096
    let part = pending[pendingStart..<min(pending.count, pendingStart + pipeRoom)]
    let count = part.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
    if count > 0 { pendingStart += count }
    if count < 0, errno != EINTR, errno != EAGAIN { isOutputOpen = false }
    if pendingStart == pending.count {
      pending.removeAll(keepingCapacity: true)
      pendingStart = 0
    }
  }

  private func readSome() {
    let start = received.count
    let room = 65_536
    received += [UInt8](repeating: 0, count: room)
    let count = received.withUnsafeMutableBytes { buffer in
      read(input, buffer.baseAddress.map { $0 + start }, room)
    }
    received.removeLast(room - max(0, count))
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { isInputOpen = false }
  }

  private func takeLines() -> Event {
    var lines: [[UInt8]] = []
    var start = 0
    while let end = received[scannedByteCount...].firstIndex(of: UInt8(ascii: "\n")) {
      lines.append([UInt8](received[start..<end]))
      start = end + 1
      scannedByteCount = start
    }
    received.removeFirst(start)
    scannedByteCount = received.count
    if received.count > Self.maximumLineByteCount { return .lineTooLong }
    if !isInputOpen, !received.isEmpty {
      lines.append(received)
      received = []
      scannedByteCount = 0
    }
    if !lines.isEmpty { return .lines(lines) }
    return isInputOpen || !isFlushed ? .progress : .end
  }
}

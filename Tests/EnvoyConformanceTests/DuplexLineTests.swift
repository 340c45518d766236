import Foundation
import Synchronization
import Testing

@testable import EnvoyConformance

/// Lines both ways at a time.
struct DuplexLineTests {
  /// Far more than pipes hold.
  private static let byteCount = 20_000_000

  @Test("a line of 20 MB goes to and fro at once, though both sides write before they read")
  func longLines() throws {
    let (there, back) = (Pipe(), Pipe())
    let ours = Side(
      writing: 0x61, input: back.fileHandleForReading.fileDescriptor,
      output: there.fileHandleForWriting.fileDescriptor)
    let theirs = Side(
      writing: 0x62, input: there.fileHandleForReading.fileDescriptor,
      output: back.fileHandleForWriting.fileDescriptor)
    let met = [ours.wait(), theirs.wait()]
    let isWhole = zip(met, [0x62, 0x61] as [UInt8]).map { lines, byte in
      lines.map { Data($0) } == [Data(repeating: byte, count: Self.byteCount)]
    }
    #expect(isWhole == [true, true])
    withExtendedLifetime((there, back)) {}
  }

  /// Steps until a line came and everything went out.
  private static func lines(of side: DuplexLines) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    let patienceMilliseconds: Int32 = 120_000
    while lines.isEmpty || !side.isFlushed {
      switch side.step(timeoutMilliseconds: patienceMilliseconds) {
      case .lines(let met): lines += met
      case .progress: continue
      case .silence, .end, .lineTooLong: return lines
      }
    }
    return lines
  }

  /// One side, on a thread of its own, so that the test ends even where the sides wait for ever.
  private final class Side: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let lines = Mutex<[[UInt8]]>([])

    init(writing byte: UInt8, input: Int32, output: Int32) {
      Thread.detachNewThread { [self] in
        let side = DuplexLines(input: input, output: output)
        side.queue([UInt8](repeating: byte, count: DuplexLineTests.byteCount))
        let met = DuplexLineTests.lines(of: side)
        lines.withLock { $0 = met }
        done.signal()
      }
    }

    /// The lines that came; none if it is still at it after minutes, as slow builds may be.
    func wait() -> [[UInt8]] {
      let patienceSeconds = 240.0
      return done.wait(timeout: .now() + patienceSeconds) == .success ? lines.withLock { $0 } : []
    }
  }

  @Test("lines come whole, however they were cut, and the last one needs no line feed")
  func pieces() throws {
    let (there, back) = (Pipe(), Pipe())
    let side = DuplexLines(
      input: there.fileHandleForReading.fileDescriptor,
      output: back.fileHandleForWriting.fileDescriptor)
    var lines: [String] = []
    for piece in ["a", "b\n\nc", "d\ne"] {
      there.fileHandleForWriting.write(Data(piece.utf8))
      if case .lines(let met) = side.step(timeoutMilliseconds: 1000) {
        lines += met.map { String(decoding: $0, as: UTF8.self) }
      }
    }
    #expect(lines == ["ab", "", "cd"])
    if case .silence = side.step(timeoutMilliseconds: 0) {} else { Issue.record("no silence") }
    try there.fileHandleForWriting.close()
    if case .lines(let met) = side.step(timeoutMilliseconds: 1000) {
      #expect(met == [[UInt8(ascii: "e")]])
    } else {
      Issue.record("the last line is lost")
    }
    if case .end = side.step(timeoutMilliseconds: 1000) {} else { Issue.record("no end") }
    withExtendedLifetime(back) {}
  }
}

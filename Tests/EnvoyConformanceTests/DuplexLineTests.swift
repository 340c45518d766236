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
    let ours = DuplexLines(
      input: back.fileHandleForReading.fileDescriptor,
      output: there.fileHandleForWriting.fileDescriptor)
    let theirs = Peer(
      input: there.fileHandleForReading.fileDescriptor,
      output: back.fileHandleForWriting.fileDescriptor)
    ours.queue([UInt8](repeating: 0x61, count: Self.byteCount))
    let met = Self.lines(of: ours)
    #expect(met.map(\.count) == [Self.byteCount])
    #expect(met.first?.allSatisfy { $0 == 0x62 } == true)
    #expect(theirs.wait() == [Self.byteCount])
    withExtendedLifetime((there, back)) {}
  }

  /// Steps until a line came and everything went out.
  private static func lines(of side: DuplexLines) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    let patienceMilliseconds: Int32 = 30_000
    while lines.isEmpty || !side.isFlushed {
      switch side.step(timeoutMilliseconds: patienceMilliseconds) {
      case .lines(let met): lines += met
      case .progress: continue
      case .silence, .end, .lineTooLong: return lines
      }
    }
    return lines
  }

  /// The other side, on a thread of its own; it writes as much as we do, at the same time.
  private final class Peer: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let byteCounts = Mutex<[Int]>([])

    init(input: Int32, output: Int32) {
      Thread.detachNewThread { [self] in
        let side = DuplexLines(input: input, output: output)
        side.queue([UInt8](repeating: 0x62, count: DuplexLineTests.byteCount))
        let met = DuplexLineTests.lines(of: side).map(\.count)
        byteCounts.withLock { $0 = met }
        done.signal()
      }
    }

    func wait() -> [Int] {
      done.wait()
      return byteCounts.withLock { $0 }
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

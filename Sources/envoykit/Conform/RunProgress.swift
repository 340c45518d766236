import CommandLineSupport
import SocketIO

/// How far a run is, in a line of standard error that is written over, where that is a terminal
/// and the run takes longer than a second.
final class RunProgress: @unchecked Sendable {
  /// Before this a run is over sooner than a line can be read.
  private static let quietMilliseconds: Int64 = 1000

  /// How often the line is written over.
  private static let stepMilliseconds: Int64 = 100

  private let isShown = Terminal.isTerminal(.error)
  private let clock = Stopwatch()
  private var lastMilliseconds: Int64 = 0
  private var isOnScreen = false

  /// So many cases are done.
  func update(doneCount: Int, totalCount: Int) {
    let now = clock.nowMilliseconds
    guard isShown, now > Self.quietMilliseconds, now - lastMilliseconds > Self.stepMilliseconds
    else { return }
    lastMilliseconds = now
    isOnScreen = true
    write("\r\u{1b}[K\(doneCount) of \(totalCount)")
  }

  /// Writes a line of the report, in the place of the one that tells how far it is.
  func print(_ line: String) {
    clear()
    Output.line(line)
  }

  private func clear() {
    if isOnScreen { write("\r\u{1b}[K") }
    isOnScreen = false
  }

  private func write(_ text: String) { _ = try? Terminal.write(text.utf8, to: .error) }
}

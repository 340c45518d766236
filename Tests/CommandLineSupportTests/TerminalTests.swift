import Testing

@testable import CommandLineSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("The terminal")
struct TerminalTests {
  @Test("colour is for terminals, unless the environment or the option says otherwise")
  func color() {
    let table: [(Terminal.ColorChoice, Bool, [String: String], Bool)] = [
      (.auto, true, [:], true), (.auto, false, [:], false),
      (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["TERM": "xterm"], true),
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true), (.never, true, [:], false),
    ]
    for (choice, isTerminal, environment, expected) in table {
      let usesColor = Terminal.usesColor(choice, isTerminal: isTerminal) { environment[$0] }
      #expect(usesColor == expected, "\(choice) \(isTerminal) \(environment)")
    }
  }

  @Test("a reader that has gone is told apart from a fault, and does not end the process")
  func brokenPipe() throws {
    Terminal.ignoreBrokenPipes()
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(writeAll([1, 2, 3], to: ends[1]) == 0)
    close(ends[0])
    #expect(writeAll([1, 2, 3], to: ends[1]) == EPIPE)
    close(ends[1])
    #expect(writeAll([], to: ends[1]) == 0)
  }

  @Test("the numbers of the exit statuses are those that scripts rely on")
  func statuses() {
    let statuses: [CommandLineSupport.ExitStatus] = [
      .success, .findings, .undecided, .usage, .badInput, .noInput, .unavailable, .internalError,
      .cannotWrite,
    ]
    #expect(statuses.map(\.rawValue) == [0, 1, 2, 64, 65, 66, 69, 70, 73])
  }
}

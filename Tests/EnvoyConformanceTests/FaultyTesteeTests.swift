import Testing

@testable import EnvoyConformance

/// Testees that die, hang or talk nonsense: said once, counted apart, and never waited for in vain.
struct FaultyTesteeTests {
  private static let ping = #"{"seq":2,"bytes":"010100000000000000"}"#
  private static let reading = "while read -r line; do :; done"

  /// Nothing failed, and of four vectors so many could not be run, which is told once.
  private func expect(
    _ outcome: ScriptedTestee.Outcome, lost: Int, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.ending == .undecided, sourceLocation: sourceLocation)
    #expect(outcome.faults.count == 1, sourceLocation: sourceLocation)
    #expect(
      outcome.faults.first?.contains(words) == true,
      "\(outcome.faults) without `\(words)`", sourceLocation: sourceLocation)
    #expect(
      outcome.summary
        == "codec: \(4 - lost) passed, 0 failed, 0 expected failures, 0 unexpected passes, "
        + "0 skipped, \(lost) could not run", sourceLocation: sourceLocation)
  }

  @Test("one that cannot be started, or ends at once, loses all vectors")
  func noTestee() throws {
    let vectors = try SmallVectors.vectors()
    let missing = ScriptedTestee(command: ["/nowhere/testee"]).run(vectors)
    expect(missing, lost: 4, saying: "/nowhere/testee")
    expect(ScriptedTestee(script: "exit 3").run(vectors), lost: 4, saying: "exit status 3")
  }

  @Test("one that dies keeps what it has answered, and its last words are told")
  func death() throws {
    let vectors = try SmallVectors.vectors()
    let after = ScriptedTestee("echo 'out of cheese' >&2; exit 70").run(vectors)
    expect(after, lost: 4, saying: "exit status 70; its last words: out of cheese")
    let later = ScriptedTestee("read -r line; echo '\(Self.ping)'; kill -9 $$").run(vectors)
    expect(later, lost: 3, saying: "signal 9")
  }

  @Test("lines that are no replies end the conversation, and are shown with the rule they break")
  func nonsense() throws {
    for (reply, words) in [
      ("Segmentation fault", "Segmentation fault"), ("", "no reply"), ("[]", "a reply, an object"),
      (#"{"seq":99,"bytes":""}"#, "`seq` 99, which nobody asked for"),
      (#"{"bytes":""}"#, "`seq`"), (#"{"seq":2}"#, "exactly one of"),
      (#"{"seq":2,"bytes":"","value":1}"#, "bytes"), (#"{"seq":2,"bytes":"0"}"#, "bytes"),
      (#"{"seq":2,"reject":"no"}"#, "reject"), (#"{"seq":1,"bytes":""}"#, "`seq` 1"),
    ] {
      let testee = ScriptedTestee("read -r line; echo '\(reply)'; \(Self.reading)")
      expect(testee.run(try SmallVectors.vectors()), lost: 4, saying: words)
    }
  }

  @Test("a second reply to one request is one that nobody asked for")
  func twice() throws {
    let testee = ScriptedTestee(
      "read -r line; echo '\(Self.ping)'; echo '\(Self.ping)'; \(Self.reading)")
    expect(testee.run(try SmallVectors.vectors()), lost: 3, saying: "`seq` 2")
  }

  @Test("a hello of another protocol, or none, loses all vectors")
  func hello() throws {
    for reply in [
      ScriptedTestee.hello.replacing(#""protocol":1"#, with: #""protocol":2"#),
      #"{"seq":1,"bytes":""}"#, #"{"seq":1,"hello":{}}"#,
    ] {
      let testee = ScriptedTestee(script: "read -r line; echo '\(reply)'; \(Self.reading)")
      expect(testee.run(try SmallVectors.vectors()), lost: 4, saying: "hello")
    }
  }

  @Test("one that never replies is ended after the timeout, though it would go on for ever")
  func silence() throws {
    let vectors = try SmallVectors.vectors()
    for script in ["while :; do read -r line || :; done", "trap '' TERM PIPE; exec sleep 60"] {
      let outcome = ScriptedTestee(script).run(vectors, timeoutMilliseconds: 300)
      expect(outcome, lost: 4, saying: "no reply for 300 ms")
      #expect(outcome.duration < .seconds(10))
    }
  }

  @Test("one that closes its output is not waited for")
  func closedOutput() throws {
    let outcome = ScriptedTestee("exec 1>&-; exec sleep 8")
      .run(try SmallVectors.vectors(), timeoutMilliseconds: 2000)
    expect(outcome, lost: 4, saying: "closed its output")
    #expect(outcome.duration < .seconds(6), "it was waited for")
  }

  @Test("one that does not end with its input is not waited for once it has answered")
  func lingering() throws {
    let vectors = try SmallVectors.vectors(SmallVectors.ping)
    let outcome = ScriptedTestee("read -r line; echo '\(Self.ping)'; exec sleep 8")
      .run(vectors, timeoutMilliseconds: 2000)
    #expect(outcome.summary.hasPrefix("codec: 1 passed, 0 failed, "))
    #expect(outcome.duration < .seconds(6), "it was waited for")
  }

  @Test("one that has much to say on standard error is not held up")
  func standardError() throws {
    let line = String(repeating: "x", count: 500)
    let chatter = "i=0; while [ $i -lt 2000 ]; do echo \(line) >&2; i=$((i+1)); done"
    let testee = ScriptedTestee("\(chatter); read -r line; echo '\(Self.ping)'")
    let outcome = testee.run(try SmallVectors.vectors(SmallVectors.ping))
    #expect(outcome.ending == .passed)
    #expect(outcome.faults == [])
  }
}

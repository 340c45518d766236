import Testing

@testable import EnvoyConformance

/// What a run makes of testees that behave: verdicts, counts, reports.
struct RunnerTests {
  private static let right = [
    #"{"seq":2,"bytes":"010100000000000000"}"#, #"{"seq":3,"bytes":"02"}"#,
    #"{"seq":4,"reject":{"error":"union-tag","message":"no member 3"}}"#,
    #"{"seq":5,"reject":{"error":"any","message":"too long"}}"#,
  ]

  private static func summary(_ passed: Int, _ failed: Int, _ skipped: Int, _ lost: Int) -> String {
    "codec: \(passed) passed, \(failed) failed, 0 expected failures, 0 unexpected passes, "
      + "\(skipped) skipped, \(lost) could not run"
  }

  /// All replies right but some, which are by their index.
  private func run(
    _ wrong: [Int: String], level: Vector.Level = .must, vectorLevel: String = "must"
  ) throws -> ScriptedTestee.Outcome {
    var replies = Self.right
    for (index, reply) in wrong { replies[index] = reply }
    let text = SmallVectors.text.replacing(
      #""level": "must", "vectors""#, with: #""level": "\#(vectorLevel)", "vectors""#)
    let file = try VectorFile(path: SmallVectors.path, text: Array(text.utf8))
    return ScriptedTestee(replies: replies).run(file.vectors, level: level)
  }

  @Test("a testee that is right passes, whichever class it refuses by")
  func right() throws {
    let outcome = try run([:])
    #expect(outcome.ending == .passed)
    #expect(outcome.lines == ["testee: scripted 1", Self.summary(4, 0, 0, 0)])
  }

  @Test("replies may come in any order")
  func order() throws {
    let reads = "read -r a; read -r b; read -r c; read -r d; "
    let echoes = Self.right.reversed().map { "echo '\($0)'" }.joined(separator: "; ")
    let outcome = ScriptedTestee(reads + echoes).run(try SmallVectors.vectors())
    #expect(outcome.summary == Self.summary(4, 0, 0, 0))
    #expect(outcome.ending == .passed)
  }

  @Test("one that takes a byte behind the message fails by id, what was expected and what was got")
  func lenient() throws {
    let outcome = try run([3: #"{"seq":5,"bytes":"0200"}"#])
    #expect(outcome.ending == .failed)
    #expect(outcome.summary == Self.summary(3, 1, 0, 0))
    let text = outcome.lines.joined(separator: "\n")
    #expect(text.contains("FAIL \(SmallVectors.trailing) (must; BARE-A3): one byte more\n"))
    #expect(text.contains("recode: expected refusal (`trailing`) at byte 1, got 0200\n"))
    #expect(text.contains("--run '\(SmallVectors.trailing)' -- sh -c '"))
    #expect(outcome.lines.count { $0.hasPrefix("FAIL ") } == 1)
  }

  @Test("one that writes other bytes fails by the first that differs, and its field")
  func wrongBytes() throws {
    let outcome = try run([0: #"{"seq":2,"bytes":"010100000200000000"}"#])
    #expect(outcome.ending == .failed)
    let text = outcome.lines.joined(separator: "\n")
    #expect(
      text.contains(
        "recode: expected 010100000000000000, got 010100000200000000; "
          + "first difference at byte 4, in ToClient.ping.ts"))
    let longer = try run([1: #"{"seq":3,"bytes":"0200"}"#]).lines.joined(separator: "\n")
    #expect(longer.contains("first difference at byte 1, in ToClient, behind its end"))
  }

  @Test("one that refuses what is valid fails with its own words")
  func strict() throws {
    let outcome = try run([1: #"{"seq":3,"reject":{"error":"bool","message":"I will not"}}"#])
    #expect(outcome.ending == .failed)
    #expect(outcome.lines.contains { $0.contains("refused as `bool`: I will not") })
  }

  @Test("a skip is counted as one; a fault and a reply of another kind fail")
  func otherReplies() throws {
    let skip = try run([1: #"{"seq":3,"skip":"not yet"}"#])
    #expect(skip.summary == Self.summary(3, 0, 1, 0))
    #expect(skip.ending == .passed)
    let fault = try run([2: #"{"seq":4,"fault":{"message":"index out of range"}}"#])
    #expect(fault.summary == Self.summary(3, 1, 0, 0))
    #expect(fault.lines.contains { $0.contains("index out of range") })
    let kind = try run([1: #"{"seq":3,"value":{"ToClientClose":null}}"#])
    #expect(kind.summary == Self.summary(3, 1, 0, 0))
  }

  @Test("what is only a should fails the run if that is asked for, and is told in any case")
  func levels() throws {
    let wrong = [3: #"{"seq":5,"bytes":"0200"}"#]
    let lax = try run(wrong, vectorLevel: "should")
    #expect(lax.ending == .passed)
    #expect(lax.summary == Self.summary(3, 0, 1, 0))
    #expect(lax.lines.contains { $0.hasPrefix("not met, of level `should`: 1;") })
    let strict = try run(wrong, level: .should, vectorLevel: "should")
    #expect(strict.ending == .failed)
    #expect(strict.summary == Self.summary(3, 1, 0, 0))
    let may = try run(wrong, level: .should, vectorLevel: "may")
    #expect(may.ending == .passed)
  }

  @Test(
    "vectors of a schema or tier that is not offered are skipped; if all are, nothing is decided")
  func offers() throws {
    for (old, new) in [
      ("\"schemas\":[\"kv-channel/v1\"]", "\"schemas\":[]"),
      ("\"recode\"", "\"client\""),
    ] {
      let hello = ScriptedTestee.hello.replacing(old, with: new)
      let testee = ScriptedTestee(script: "read -r line; echo '\(hello)'; read -r line")
      let outcome = testee.run(try SmallVectors.vectors())
      #expect(outcome.summary == Self.summary(0, 0, 4, 0))
      #expect(outcome.ending == .undecided)
    }
  }
}

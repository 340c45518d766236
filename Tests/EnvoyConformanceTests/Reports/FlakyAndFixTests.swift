import Testing

@testable import EnvoyConformance

/// Lists of cases: those that sometimes fail, and those that are brought up to a run.
@Suite struct FlakyAndFixTests {
  private static func result(
    _ id: String, _ outcome: CaseResult.Outcome, _ message: String = ""
  ) -> CaseResult {
    CaseResult(
      name: id, id: id, level: "must", rules: [], about: "", outcome: outcome, message: message,
      trace: [], reproduction: "")
  }

  @Test("a case on the list that fails is played three times more, and its rate is told")
  func flakyRate() {
    var plays: [CaseResult.Outcome] = [.fail, .pass, .fail, .pass]
    let list = KnownFlaky(parsing: "# slow\nkv/*  # sometimes")
    let (outcome, message, _) = list.judge("kv/a") { (plays.removeFirst(), "late", trace: []) }
    #expect(outcome == .flaky)
    #expect(message.hasPrefix("passed 2 of 4 times"))
    #expect(plays.isEmpty)
  }

  @Test("a case that is not on the list, or never passes, is a failure")
  func notFlaky() {
    var playCount = 0
    func fail() -> (CaseResult.Outcome, String, trace: [String]) {
      playCount += 1
      return (.fail, "no", [])
    }
    #expect(KnownFlaky(parsing: "kv/b").judge("kv/a", fail).0 == .fail)
    #expect(playCount == 1)
    #expect(KnownFlaky(parsing: "kv/a").judge("kv/a", fail).0 == .fail)
    #expect(playCount == 5)
  }

  @Test("a fixed list keeps comments and order, drops what passes, and adds what fails")
  func fixed() {
    let list = "# ours\nkv/a  # one  @https://x/1\n\nkv/b  # two\nkv/c  # three\n"
    let results = [
      Self.result("kv/a", .expectedFail, "one more"), Self.result("kv/b", .unexpectedPass),
      Self.result("kv/c", .fail, "failed otherwise than line 5 expects: four"),
      Self.result("kv/d", .fail, "five"), Self.result("kv/e", .pass),
    ]
    let fixed = ExpectedFailures.fixed(list, by: results)
    #expect(fixed == "# ours\nkv/a  # one  @https://x/1\n\nkv/c  # four\nkv/d  # five\n")
  }

  @Test("a list that was fixed by a run says of the same run that all is expected")
  func fixedHolds() {
    let results = [Self.result("kv/a", .fail, "step 3: no"), Self.result("kv/b", .fail, "@x")]
    var list = ExpectedFailures(parsing: ExpectedFailures.fixed("", by: results))
    #expect(results.map { list.judge($0).outcome } == [.expectedFail, .expectedFail])
    #expect(list.findings.isEmpty)
  }

  @Test("every case belongs to exactly one shard, and texts that name none are refused")
  func shards() {
    let shards = (1...7).compactMap { Shard("\($0)/7") }
    #expect(shards.count == 7)
    for number in 0..<1000 {
      #expect(shards.count { $0.holds("case/\(number)") } == 1, "\(number)")
    }
    for text in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2"] {
      #expect(Shard(text) == nil, "\(text)")
    }
  }
}

import Testing

@testable import BareSchema

/// Differences as `patch` reads them.
struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String) -> String {
    let diff = UnifiedDiff(old: Array(old.utf8), new: Array(new.utf8))
    return String(decoding: diff.text(path: "a"), as: UTF8.self)
  }

  private func lines(_ numbers: some Sequence<Int>) -> String {
    numbers.map { "\($0)\n" }.joined()
  }

  @Test("equal texts have no difference")
  func equal() {
    #expect(diff("", "") == "")
    #expect(diff("a\nb", "a\nb") == "")
  }

  @Test("a change stands between three lines on either side")
  func context() {
    let new = lines(1...4) + "x\n" + lines(6...9)
    #expect(
      diff(lines(1...9), new) == """
        --- a
        +++ a
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +x
         6
         7
         8

        """)
  }

  @Test("changes are one hunk where their context meets, else two")
  func hunks() {
    func changed(_ places: [Int]) -> String {
      (1...30).map { places.contains($0) ? "x\($0)\n" : "\($0)\n" }.joined()
    }
    func hunkCount(_ places: [Int]) -> Int {
      diff(lines(1...30), changed(places)).split(separator: "\n").count { $0.hasPrefix("@@") }
    }
    #expect(hunkCount([5, 12]) == 1)
    #expect(hunkCount([5, 13]) == 2)
    #expect(hunkCount([1, 15, 30]) == 3)
  }

  @Test("nothing stands behind the line before it")
  func ends() {
    #expect(diff("", "a\n") == "--- a\n+++ a\n@@ -0,0 +1 @@\n+a\n")
    #expect(diff("a\nb\n", "") == "--- a\n+++ a\n@@ -1,2 +0,0 @@\n-a\n-b\n")
    #expect(diff("a\n", "a\nb\n") == "--- a\n+++ a\n@@ -1 +1,2 @@\n a\n+b\n")
  }

  @Test("a last line without its end is told from one with it")
  func lastLine() {
    #expect(
      diff("a", "a\n") == "--- a\n+++ a\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")
  }

  @Test("an inserted block is found, though its lines stand elsewhere as well")
  func insertion() {
    let old = "a {\n}\n\nb {\n}\n"
    let new = "a {\n}\n\nc {\n}\n\nb {\n}\n"
    #expect(
      diff(old, new) == """
        --- a
        +++ a
        @@ -1,5 +1,8 @@
         a {
         }
         
        +c {
        +}
        +
         b {
         }

        """)
  }

  @Test("what is matched is equal and ascends in both texts, and equal texts are matched whole")
  func matches() {
    var random = SplitMix(state: 3)
    for round in 0..<500 {
      let kinds = [2, 5, 40][round % 3]
      let old = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Int.random(in: 0..<kinds, using: &random)
      }
      var new = old
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let place = Int.random(in: 0...new.count, using: &random)
        if place < new.count, Bool.random(using: &random) {
          new.remove(at: place)
        } else {
          new.insert(Int.random(in: 0..<kinds, using: &random), at: place)
        }
      }
      var matcher = LineMatcher(old: old, new: new)
      let matches = matcher.match()
      #expect(matches.allSatisfy { old[$0.old] == new[$0.new] })
      let areAscending = zip(matches, matches.dropFirst()).allSatisfy {
        $0.old < $1.old && $0.new < $1.new
      }
      #expect(areAscending)
      if old == new { #expect(matches.count == old.count) }
    }
  }

  @Test("long texts without a line in common, and with few different lines, are no trouble")
  func long() {
    let count = 20_000
    let some = (0..<count).map { $0 % 7 }
    let others = (0..<count).map { $0 % 11 }
    var repeated = LineMatcher(old: some, new: others)
    #expect(repeated.match().count < count)
    var reversed = LineMatcher(old: Array(0..<count), new: Array((0..<count).reversed()))
    #expect(reversed.match().count == 1)
  }
}

import Testing

@testable import CommandLineSupport

/// What is proposed instead of a word that nobody knows.
struct SuggestionTests {
  @Test("the nearest word within two edits, of which something is left, whatever the case")
  func near() {
    let words = ["Person", "Badge", "A", "--out"]
    let table: [(String, String?)] = [
      ("Persona", "Person"), ("person", "Person"), ("BADGE", "Badge"), ("bdgee", "Badge"),
      ("a", "A"), ("B", nil), ("xy", nil), ("Perx", nil), ("--otu", "--out"), ("", nil),
    ]
    for (word, near) in table {
      #expect(suggestion(for: word, among: words) == near.map { "did you mean `\($0)`?" })
    }
    #expect(suggestion(for: "bdgee", among: words, maximumEdits: 1) == nil)
    #expect(suggestion(for: String(repeating: "x", count: 100_000), among: words) == nil)
    #expect(suggestion(for: "x", among: []) == nil)
  }

  @Test("the edit distance counts insertions, removals and replacements")
  func distances() {
    #expect(editDistance("", "") == 0)
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("abc", "") == 3)
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("--out", "--otu") == 2)
    #expect(editDistance("flaw", "lawn") == 2)
  }

  @Test("one of some words: the others are named, and the nearest is proposed")
  func choices() throws {
    var scanner = ArgumentScanner(["--color", "auto", "--near", "nver", "--far", "sometimes"])
    #expect(try scanner.choice("--color", of: Terminal.ColorChoice.self) == .auto)
    #expect(try scanner.choice("--none", of: Terminal.ColorChoice.self) == nil)
    let table = [
      ("--near", "`--near` expects auto, always or never, not `nver`; did you mean `never`?"),
      ("--far", "`--far` expects auto, always or never, not `sometimes`"),
    ]
    for (option, message) in table {
      do throws(UsageError) {
        _ = try scanner.choice(option, of: Terminal.ColorChoice.self)
        Issue.record("expected an error: \(message)")
      } catch {
        #expect(error.description == message)
      }
    }
  }

  @Test("of one word alone, and of none that was given, the error says what it can")
  func fewWords() {
    #expect(
      UsageError("--as", expects: ["json"], met: "xml").description
        == "`--as` expects json, not `xml`")
    #expect(
      UsageError("list", expects: ["all", "some"], met: nil).description
        == "`list` expects all or some")
  }
}

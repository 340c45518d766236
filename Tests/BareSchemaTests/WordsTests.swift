import BareSchema
import Testing

/// The words of names.
struct WordsTests {
  @Test("names split at capitals, runs of capitals and underscores")
  func split() {
    let expected: [(String, [String])] = [
      ("HTTPRequest", ["HTTP", "Request"]), ("HTTPRequest2Go", ["HTTP", "Request2", "Go"]),
      ("toRivet", ["to", "Rivet"]), ("STOP_INTENT", ["STOP", "INTENT"]),
      ("mixed_Case", ["mixed", "Case"]), ("A", ["A"]), ("aB", ["a", "B"]), ("__a__b_", ["a", "b"]),
      ("u8", ["u8"]), ("UTF8Text", ["UTF8", "Text"]), ("", []), ("_", []), ("ABC", ["ABC"]),
      ("first-name", ["first", "name"]), ("a.B", ["a", "B"]),
    ]
    for (name, words) in expected { #expect(Words.split(name) == words, "\(name)") }
  }

  @Test("words join to names of either camel")
  func camel() {
    #expect(Words.lowerCamel(Words.split("HTTPRequest")) == "httpRequest")
    #expect(Words.lowerCamel(Words.split("STOP_INTENT")) == "stopIntent")
    #expect(Words.lowerCamel(Words.split("SqliteCommitOk")) == "sqliteCommitOk")
    #expect(Words.upperCamel(Words.split("dirty_pages")) == "DirtyPages")
    #expect(Words.upperCamel(["data", "URL"]) == "DataURL")
    #expect(Words.lowerCamel([]).isEmpty)
  }
}

import BareJSON
import Testing

@testable import EnvoyConformance

/// What is written once and meant many times.
struct RepetitionTests {
  private func expanded(_ text: String) throws -> String {
    try Repetition.expand(try JSONValue(parsing: Array(text.utf8))).compactText
  }

  private func bytes(_ text: String) throws -> String {
    try Repetition.bytes(from: try JSONValue(parsing: Array(text.utf8))).hex
  }

  @Test("a string or an array is written out, wherever it stands, one in another as well")
  func values() throws {
    let cases = [
      (#"{"$repeat": "ab", "count": 3}"#, #""ababab""#),
      (#"{"$repeat": "ab", "count": 0}"#, #""""#),
      (#"{"$repeat": [1, "x"], "count": 2}"#, #"[1,"x",1,"x"]"#),
      (#"{"a": [{"$repeat": "é", "count": 2}, 1]}"#, #"{"a":["éé",1]}"#),
      (#"{"$repeat": [{"$repeat": "a", "count": 2}], "count": 2}"#, #"["aa","aa"]"#),
      (#"{"count": 3, "b": {}}"#, #"{"count":3,"b":{}}"#),
    ]
    for (text, expected) in cases { #expect(try expanded(text) == expected, "\(text)") }
  }

  @Test("bytes are hex and repeated hex, one behind the other")
  func bytesInOrder() throws {
    #expect(try bytes(#"["0807", {"repeat": "00ff", "count": 3}, "02"]"#) == "080700ff00ff00ff02")
    #expect(try bytes(#"[{"repeat": "aa", "count": 0}, {"repeat": "", "count": 9}]"#) == "")
    #expect(try bytes("[]") == "")
  }

  @Test("what is no repetition is refused, and so is one that would fill the memory")
  func refusals() {
    for text in [
      #"{"$repeat": "a"}"#, #"{"$repeat": "a", "count": -1}"#, #"{"$repeat": 1, "count": 1}"#,
      #"{"$repeat": "a", "count": 1, "x": 1}"#, #"{"$repeat": "a", "count": 1.5}"#,
      #"{"$repeat": "a", "count": 67108865}"#, #"{"$repeat": "ab", "count": 4294967295}"#,
    ] {
      #expect(throws: JSONMappingError.self, "\(text)") { try expanded(text) }
    }
    for text in [
      #""00""#, "[1]", #"["0"]"#, #"["0g"]"#, #"[{"repeat": "0", "count": 1}]"#,
      #"[{"repeat": "00"}]"#, #"[{"repeat": "00", "count": 67108865}]"#,
      #"[{"repeat": "0000", "count": 4294967295}]"#,
      #"[{"repeat": "00", "count": 1, "times": 2}]"#,
    ] {
      #expect(throws: JSONMappingError.self, "\(text)") { try bytes(text) }
    }
  }
}

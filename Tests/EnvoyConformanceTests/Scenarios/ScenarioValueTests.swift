import BareJSON
import LTX
import Testing

@testable import EnvoyConformance

/// What scenarios can say of values, and of what comes.
@Suite struct ScenarioValueTests {
  private let values = ScenarioValues(["n": "41", "i": 3, "name": "x"])

  @Test(
    "functions make values",
    arguments: [
      ("$n", "41"), (["a": ["$i", "b"]], ["a": [3, "b"]]),
      (["$add": ["$n", 1]], "42"), (["$add": ["18446744073709551615", 1]], "0"),
      (["$string": "$i"], "3"), (["$number": "$n"], 41), (["$repeat": ["ab", 3]], "ababab"),
      (["$text": "é"], "c3a9"), (["$concat": ["ab", "$n", "cd"]], "ab41cd"),
      (["$list": ["count": 2, "from": 5, "each": ["pgno": "$i"]]], [["pgno": 5], ["pgno": 6]]),
    ] as [(JSONValue, JSONValue)])
  func functions(expression: JSONValue, result: JSONValue) throws {
    #expect(try values.evaluate(expression) == result)
  }

  @Test("a page has 4096 bytes, and a blob the pages that it lists")
  func pagesAndBlobs() throws {
    #expect(try values.evaluate(["$page": 255]).stringValue == String(repeating: "ff", count: 4096))
    let blob = try values.evaluate(["$ltx": ["txid": 5, "size": 2, "pages": [[1, 7], [2, 8]]]])
    let bytes = try Self.bytes(blob)
    let file = try LTXFile(decoding: bytes)
    #expect(file.pages.map { $0.bytes[0] } == [7, 8])
    let cut: JSONValue = [
      "$ltx": ["txid": 5, "size": 2, "pages": [[1, 7], [2, 8]], "cut": [3, 99]]
    ]
    #expect(try Self.bytes(try values.evaluate(cut)) == Array(bytes[3..<99]))
  }

  private static func bytes(_ json: JSONValue) throws -> [UInt8] {
    var digits = try #require(json.stringValue)[...]
    var bytes: [UInt8] = []
    while let byte = UInt8(digits.prefix(2), radix: 16) {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    return bytes
  }

  @Test(
    "what cannot be made is refused",
    arguments: [
      "$nobody", ["$dance": 1], ["$add": ["x", 1]], ["$repeat": ["ab"]],
      ["$ltx": ["pages": [[0, 1]]]],
    ] as [JSONValue])
  func refusals(expression: JSONValue) {
    #expect(throws: ScenarioValues.Refusal.self) { try values.evaluate(expression) }
  }

  @Test(
    "matchers take what they allow, and nothing else",
    arguments: [
      (["a": 1], ["a": 1, "b": 2], true), (["a": 1, "b": 2], ["a": 1], false),
      ([1, 2], [1, 2], true), ([1], [1, 2], false), ("$n", "41", true), ("$n", "42", false),
      (["$any": true], .null, true), (["$contains": "ab"], "xaby", true),
      (["$contains": "ab"], "xa", false), (["$between": [3, 5]], "5", true),
      (["$between": ["3", ["$add": [2, 3]]]], "5", true),
      (["$between": [3, 5]], 6, false), (["$anyOf": [1, 2]], 2, true),
      (["$anyOf": [1, 2]], 3, false),
      (["$unordered": [1, 2]], [2, 1], true), (["$unordered": [1, 1]], [1, 2], false),
      (["$count": 2], "abcd", true), (["$count": 2], [1, 2, 3], false),
      ("true", true, false), (1, "1", false),
    ] as [(JSONValue, JSONValue, Bool)])
  func matchers(expected: JSONValue, met: JSONValue, isMatch: Bool) {
    var matcher = ScenarioMatcher(values: values)
    let result = Result { () throws(ScenarioMatcher.Mismatch) in
      try matcher.match(expected, met, at: "m")
    }
    switch result {
    case .success: #expect(isMatch)
    case .failure(let mismatch):
      #expect(!isMatch, "\(mismatch)")
      #expect(mismatch.path.hasPrefix("m"))
    }
  }

  @Test("a name that is bound is the value from then on, unless its alternative failed")
  func binding() throws {
    var matcher = ScenarioMatcher(values: values)
    try matcher.match(
      ["$anyOf": [["a": ["$bind": "n"], "b": 1], ["a": ["$bind": "m"]]]], ["a": "7", "b": 2],
      at: "m")
    #expect(matcher.values.value(of: "n") == "41")
    #expect(matcher.values.value(of: "m") == "7")
  }

  @Test("of long bytes the first that differs is named")
  func longBytes() {
    var matcher = ScenarioMatcher(values: values)
    let met = String(repeating: "00", count: 100) + "01" + String(repeating: "00", count: 4000)
    let result = Result { () throws(ScenarioMatcher.Mismatch) in
      try matcher.match(["$page": 0], .string(met), at: "bytes")
    }
    guard case .failure(let mismatch) = result else {
      Issue.record("no mismatch")
      return
    }
    #expect(mismatch.expected == "`0000000000000000…` at byte 100 of 4096")
    #expect(mismatch.met == "`0100000000000000…` at byte 100 of 4101")
  }
}

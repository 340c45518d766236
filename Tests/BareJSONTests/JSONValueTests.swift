import BareJSON
import Testing

@Suite("JSON values")
struct JSONValueTests {
  @Test("strings and keys are told apart by their bytes, though Swift takes them for equal")
  func canonicalEquivalence() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    try #require(composed == decomposed)
    #expect(JSONValue.string(composed) != .string(decomposed))
    #expect(Set([JSONValue.string(composed), .string(decomposed)]).count == 2)

    let object = try JSONValue(parsing: "{\"\(composed)\": 1, \"\(decomposed)\": 2}")
    #expect(object[composed] == 1)
    #expect(object[decomposed] == 2)
    #expect(JSONValue.object([(composed, 1)]) != JSONValue.object([(decomposed, 1)]))
    #expect(Set([JSONObject([(composed, 1)]), JSONObject([(decomposed, 1)])]).count == 2)

    // Marks in another order: canonically equal, and of the same number of bytes.
    let (first, second) = ("a\u{323}\u{307}", "a\u{307}\u{323}")
    try #require(first == second && first.utf8.count == second.utf8.count)
    #expect(JSONValue.string(first) != .string(second))
  }

  @Test("values of every kind are equal to themselves and to nothing else")
  func equality() {
    let values: [JSONValue] = [
      .null, true, false, 0, 1, "", "0", "null", [], [[]], [0], [0, 0], [:], ["": 0], ["a": 0],
      ["a": 1], ["a": 0, "b": 1], ["b": 1, "a": 0], .object([("a", 0), ("a", 0)]),
    ]
    for (index, left) in values.enumerated() {
      for (other, right) in values.enumerated() { #expect((left == right) == (index == other)) }
    }
    #expect(Set(values).count == values.count)
  }

  @Test("an object keeps order and repeated keys, and finds the first of a key")
  func members() throws {
    var object: JSONObject = ["b": 1, "a": 2]
    object.append("b", 3)
    #expect(object.map(\.key) == ["b", "a", "b"])
    #expect(object["b"] == 1)
    #expect(object["c"] == nil)
    #expect(object.last?.value == 3)
  }

  @Test("accessors answer for their own kind only")
  func accessors() {
    let value: JSONValue = ["s": "x", "n": 5, "b": true, "l": [1], "z": .null]
    #expect(value["s"]?.stringValue == "x")
    #expect(value["n"]?.numberValue?.int64 == 5)
    #expect(value["b"]?.boolValue == true)
    #expect(value["l"]?.arrayValue == [1])
    #expect(value["z"]?.isNull == true)
    #expect(value.objectValue?.count == 5)
    #expect(value["s"]?.numberValue == nil)
    #expect(value["n"]?.stringValue == nil)
    #expect(value["l"]?["s"] == nil)
    #expect(value.kindName == "an object")
  }
}

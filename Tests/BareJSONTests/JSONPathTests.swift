import BareJSON
import Testing

@Suite("Places in JSON text")
struct JSONPathTests {
  static let text = """
    {
      "é": {"x": 1, "y": [10,
        {"z": "}"}, 12]},
      "twice": 1, "twice": [2],
      "a\\u0062": null
    }
    """

  @Test("a path leads to the line and column of the value and of the key")
  func places() throws {
    let bytes = Array(Self.text.utf8)
    let table: [([JSONPath.Component], String, String)] = [
      ([], "line 1, column 1", "line 1, column 1"),
      ([.key("é")], "line 2, column 9", "line 2, column 3"),
      ([.key("é"), .key("y")], "line 2, column 23", "line 2, column 18"),
      ([.key("é"), .key("y"), .index(0)], "line 2, column 24", "line 2, column 24"),
      ([.key("é"), .key("y"), .index(1), .key("z")], "line 3, column 11", "line 3, column 6"),
      ([.key("é"), .key("y"), .index(2)], "line 3, column 17", "line 3, column 17"),
      ([.key("twice")], "line 4, column 12", "line 4, column 3"),
      ([.key("twice", occurrence: 1)], "line 4, column 24", "line 4, column 15"),
      ([.key("twice", occurrence: 1), .index(0)], "line 4, column 25", "line 4, column 25"),
      ([.key("ab")], "line 5, column 14", "line 5, column 3"),
    ]
    for (components, value, key) in table {
      let path = JSONPath(components)
      #expect(path.position(in: bytes)?.description == value, "\(path)")
      #expect(path.position(of: .key, in: bytes)?.description == key, "\(path)")
    }
    #expect(JSONPath([.key("twice")]).position(of: .key, in: bytes)?.byteOffset == 53)
  }

  @Test("a path that leads nowhere has no position")
  func missing() {
    let bytes = Array(Self.text.utf8)
    let missing: [[JSONPath.Component]] = [
      [.key("e\u{301}")], [.key("twice", occurrence: 2)], [.index(0)],
      [.key("é"), .key("y"), .index(3)], [.key("é"), .key("y"), .key("z")],
      [.key("twice"), .index(0)],
    ]
    for path in missing { #expect(JSONPath(path).position(in: bytes) == nil) }
    #expect(JSONPath([.index(1)]).position(in: Array("[01, 2]".utf8)) == nil)
  }

  @Test("a path is shown with plain keys as they are and others in quotes")
  func description() {
    #expect(JSONPath().description == "/")
    #expect(JSONPath([.key("a"), .key("b_é-1"), .index(3)]).description == "/a/b_é-1[3]")
    #expect(JSONPath([.key("a/b"), .key(""), .key("q\"")]).description == #"/"a/b"/""/"q\"""#)
  }

  @Test("an offset outside of the text becomes its nearest end")
  func bounds() {
    #expect(JSONPosition(byteOffset: -1, in: [0x0A]).description == "line 1, column 1")
    #expect(JSONPosition(byteOffset: 9, in: [0x0A, 0x20]).description == "line 2, column 2")
  }
}

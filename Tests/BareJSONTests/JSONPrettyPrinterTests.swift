import BareJSON
import Testing

@Suite("Laying JSON out over lines")
struct JSONPrettyPrinterTests {
  @Test("what fits stays on one line with a space after commas and colons")
  func oneLine() throws {
    #expect(
      try pretty(#"{"a":1,"b":[1,2],"c":{},"d":[]}"#) == #"{"a": 1, "b": [1, 2], "c": {}, "d": []}"#
    )
    for text in ["null", "-1.5", #""\n""#, "[]", "{}"] { #expect(try pretty(text) == text) }
  }

  @Test("what does not fit goes one element or member a line, its parts again on one line each")
  func broken() throws {
    let text = #"{"name":"x","list":[1,2,3],"object":{"key":"0123456789","other":[true,false]}}"#
    let expected = """
      {
        "name": "x",
        "list": [1, 2, 3],
        "object": {
          "key": "0123456789",
          "other": [true, false]
        }
      }
      """
    #expect(try pretty(text, width: 30) == expected)
  }

  @Test("the limit counts indentation, key and the comma that follows, and is reached exactly")
  func width() throws {
    #expect(try pretty(#"["0123",5]"#, width: 11) == #"["0123", 5]"#)
    #expect(try pretty(#"["0123",5]"#, width: 10) == "[\n  \"0123\",\n  5\n]")
    // `  "k": [10, 20]` takes 15 columns, and 16 with a comma.
    let last = "{\n  \"a\": 1,\n  \"k\": [10, 20]\n}"
    #expect(try pretty(#"{"a":1,"k":[10,20]}"#, width: 15) == last)
    let first = "{\n  \"k\": [10, 20],\n  \"a\": 1\n}"
    #expect(try pretty(#"{"k":[10,20],"a":1}"#, width: 16) == first)
    let brokenFirst = "{\n  \"k\": [\n    10,\n    20\n  ],\n  \"a\": 1\n}"
    #expect(try pretty(#"{"k":[10,20],"a":1}"#, width: 15) == brokenFirst)
  }

  @Test("a column is a Unicode scalar, and an escape as wide as its text")
  func columns() throws {
    #expect(try pretty(#"["é😀"]"#, width: 6) == #"["é😀"]"#)
    #expect(try pretty(#"["\n\u0001"]"#, width: 12) == #"["\n\u0001"]"#)
    #expect(try pretty(#"["\n\u0001"]"#, width: 11) == "[\n  \"\\n\\u0001\"\n]")
  }

  @Test("the caller can have containers broken by path, and so those around them")
  func alwaysBreak() throws {
    let text =
      #"{"format":"f","groups":[{"source":{"id":1},"vectors":[{"id":"a","value":{"id":2}}]}]}"#
    let expected = """
      {
        "format": "f",
        "groups": [
          {
            "source": {"id": 1},
            "vectors": [
              {
                "id": "a",
                "value": {"id": 2}
              }
            ]
          }
        ]
      }
      """
    let bytes = try JSONValue(parsing: text).prettyBytes { path, value in
      path.components.count == 4 && value["id"] != nil
    }
    #expect(String(decoding: bytes, as: UTF8.self) == expected + "\n")
  }

  @Test("empty containers are never broken, and the path names key and index")
  func hookArguments() throws {
    var paths: [String] = []
    let bytes = try JSONValue(parsing: #"{"a":[[],{}],"b":{}}"#).prettyBytes { path, _ in
      paths.append(path.description)
      return true
    }
    let expected = "{\n  \"a\": [\n    [],\n    {}\n  ],\n  \"b\": {}\n}\n"
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(Set(paths) == ["/", "/a"])
  }

  @Test("no line goes past the limit that could be broken, and printing again changes nothing")
  func laws() throws {
    let text =
      "[" + (0..<2_000).map { #"{"k\#($0)":[\#($0),"é\#($0)"]}"# }.joined(separator: ",") + "]"
    let value = try JSONValue(parsing: "[\(text),\(text)]")
    for width in [20, 40, 100] {
      let bytes = value.prettyBytes(width: width)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.allSatisfy { $0.unicodeScalars.count <= width })
      #expect(try JSONValue(parsing: bytes).prettyBytes(width: width) == bytes)
    }
  }

  private func pretty(_ text: String, width: Int = JSONValue.prettyWidth) throws -> String {
    let printed = String(
      decoding: try JSONValue(parsing: text).prettyBytes(width: width), as: UTF8.self)
    #expect(printed.hasSuffix("\n"))
    return String(printed.dropLast())
  }
}

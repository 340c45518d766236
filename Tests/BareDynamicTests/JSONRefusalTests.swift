import BareJSON
import Testing

@Suite("JSON that is refused")
struct JSONRefusalTests {
  @Test("each refusal tells the way to what is wrong")
  func table() throws {
    for (type, text, path) in Self.refusals {
      let error = try TypeUnderTest(type).refusal(ofJSON: text)
      #expect(error?.path.description == path, "\(type) \(text)")
    }
  }

  @Test("unknown and repeated fields are shown at their keys, by line and column")
  func positions() throws {
    let type = "struct { a: u8 s: list<struct { b: bool }> }"
    let cases = [
      ("{\n  \"a\": 1,\n  \"s\": [{\"b\": true, \"c\": 1}]\n}", 3, 21),
      ("{\"a\": 1,\n \"s\": [],\n \"a\": 2}", 3, 2),
      ("{\"a\": 256,\n \"s\": []}", 1, 7),
      ("{\"a\": 1,\n \"s\": [{\"b\": true}, {\"b\": 1}]}", 2, 27),
    ]
    for (text, line, column) in cases {
      let error = try #require(try TypeUnderTest(type).refusal(ofJSON: text))
      let position = error.path.position(of: error.part, in: Array(text.utf8))
      #expect(position?.line == line, "\(text) \(error)")
      #expect(position?.column == column, "\(text) \(error)")
    }
  }

  @Test("names are compared by their bytes: a Kelvin sign is no K")
  func equivalentNames() throws {
    let kelvin = "\u{212a}"
    #expect(try TypeUnderTest("enum { K L }").refusal(ofJSON: "\"\(kelvin)\"") != nil)
    let union = try TypeUnderTest(schema: "type K u8\ntype T union { K | u8 }")
    #expect(try union.refusal(ofJSON: "{\"\(kelvin)\": 1}") != nil)
    #expect(try union.refusal(ofJSON: "{\"K\": 1}") == nil)
  }

  @Test("integers are taken as numbers or strings if they are exact, in any spelling")
  func exactIntegers() throws {
    for text in ["100", #""100""#, "1e2", #""1e2""#, "100.0", "1000e-1"] {
      for type in ["u8", "u64", "uint", "i8", "i32", "int"] {
        #expect(try TypeUnderTest(type).refusal(ofJSON: text) == nil, "\(type) \(text)")
      }
    }
  }

  @Test("a key that stands twice is refused at its second pair")
  func repeatedKey() throws {
    let error = try TypeUnderTest("map<u8><u8>").refusal(ofJSON: "[[1,1],[2,2],[1e0,3]]")
    #expect(error?.path.components.first == .index(2))
  }

  static let refusals: [(String, String, String)] = [
    ("u8", "256", "/"), ("u8", "-1", "/"), ("u8", "1.5", "/"), ("u8", #""""#, "/"),
    ("u8", "null", "/"), ("u64", "18446744073709551616", "/"),
    ("uint", #""18446744073709551616""#, "/"), ("int", "9223372036854775808", "/"),
    ("i64", "-9223372036854775809", "/"), ("f32", "1e39", "/"), ("f64", "1e309", "/"),
    ("f32", #""0x7f800000""#, "/"), ("f32", #""0x7fc0000""#, "/"), ("f64", #""1.5""#, "/"),
    ("f64", #""0x7fc00000""#, "/"), ("bool", "1", "/"), ("str", "1", "/"), ("void", "{}", "/"),
    ("data", #""0""#, "/"), ("data", #""0g""#, "/"), ("data[2]", #""00""#, "/"),
    ("enum { A B }", #""C""#, "/"), ("enum { A B }", "0", "/"),
    ("optional<u8>", #"{"some":1}"#, "/"), ("optional<optional<u8>>", "1", "/"),
    ("optional<optional<u8>>", #"{"some":256}"#, "/some"),
    ("optional<optional<u8>>", #"{"some":1,"more":2}"#, "/more"),
    ("list<u8>", "[1,256]", "[1]"), ("list<u8>", "{}", "/"), ("list<u8>[2]", "[1]", "/"),
    ("map<u8><u8>", "[[1,2],[3]]", "[1]"), ("map<u8><u8>", "[[1,2],[256,3]]", "[1][0]"),
    ("map<u8><u8>", "[[1,256]]", "[0][1]"), ("map<str><u8>", #"{"a":1}"#, "/"),
    ("struct { a: u8 b: u8 }", #"{"a":1}"#, "/"), ("struct { a: u8 }", "[1]", "/"),
    ("struct { a: u8 }", #"{"a":1,"A":1}"#, "/A"), ("struct { a: u8 }", #"{"a":1,"a":1}"#, "/a"),
    ("struct { a: list<struct { b: i8 }> }", #"{"a":[{"b":0},{"b":128}]}"#, "/a[1]/b"),
    ("union { u8 | str }", #"{"u16":1}"#, "/u16"), ("union { u8 | str }", "{}", "/"),
    ("union { u8 | str }", #"{"u8":1,"str":""}"#, "/"),
    ("union { u8 | str }", #"{"u8":""}"#, "/u8"),
    ("union { u8 | str }", "1", "/"),
    ("union { list<u8>[2] }", #"{"list<u8>[2]":[1]}"#, #"/"list<u8>[2]""#),
  ]
}

import BareJSON
import BareRuntime
import Testing

@Suite("JSON forms of structs and unions")
struct MappingStructTests {
  @Test("a struct is an object with its fields in the order of the schema, read in any order")
  func structs() throws {
    let account = Account(id: 1 << 60, name: "n", tags: [.green], note: nil)
    let text = #"{"id":"1152921504606846976","name":"n","tags":["GREEN"],"note":null}"#
    let faults = mappingFaults(of: account, as: text)
    #expect(faults.isEmpty, "\(faults)")
    let shuffled = #"{"note":"x","tags":[],"id":5,"name":""}"#
    let read = try Account(json: try JSONValue(parsing: shuffled))
    #expect(read.json.compactText == #"{"id":"5","name":"","tags":[],"note":"x"}"#)
  }

  @Test("a union is an object with the member's name")
  func unions() {
    let account = Account(id: 1, name: "n")
    var faults = mappingFaults(of: Event.stopping, as: #"{"Stopping":null}"#)
    faults += mappingFaults(of: Event.data2([1, 2]), as: #"{"data[2]":"0102"}"#)
    faults += mappingFaults(
      of: Event.account(account), as: #"{"Account":{"id":"1","name":"n","tags":[],"note":null}}"#)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a field that is unknown, missing or repeated is refused, and so is an object that is none")
  func fields() throws {
    let cases = [
      (#"{"id":1,"name":"","tags":[]}"#, "/", "expected a field `note`, met none"),
      (
        #"{"id":1,"name":"","tags":[],"note":null,"more":1}"#, "/more",
        "expected no field but `id`, `name`, `tags`, `note`, met `more`"
      ),
      (
        #"{"id":1,"name":"","tags":[],"note":null,"id":1}"#, "/id",
        "expected each field once, met `id` again"
      ),
      ("[]", "/", "expected an object with the fields of a struct, met an array"),
    ]
    for (text, path, reason) in cases {
      let error = try refusal(of: text, as: Account.self)
      #expect(error?.path.description == path, "\(text)")
      #expect(error?.reason == reason, "\(text)")
    }
  }

  @Test("a field whose name Unicode only calls equal is another")
  func equivalentNames() throws {
    let error = try refusal(of: "{\"é\":1}", as: Accented.self)
    #expect(error?.reason == "expected a field `e\u{301}`, met none")
    #expect(try refusal(of: "{\"e\u{301}\":1}", as: Accented.self) == nil)
  }

  @Test("the member of a union is one key that the union knows")
  func members() throws {
    let cases = [
      ("{}", "/", "met 0 keys"), (#"{"Stopping":null,"Account":null}"#, "/", "met 2 keys"),
      (#""Stopping""#, "/", "met a string"), (#"{"stopping":null}"#, "/stopping", "met `stopping`"),
      (#"{"Stopping":{}}"#, "/Stopping", "expected null, met an object"),
      (#"{"data[2]":"0"}"#, #"/"data[2]""#, #"met "0""#),
    ]
    for (text, path, end) in cases {
      let error = try refusal(of: text, as: Event.self)
      #expect(error?.path.description == path, "\(text)")
      #expect(error?.reason.hasSuffix(end) == true, "\(text): \(String(describing: error))")
    }
  }

  @Test("a path leads to the line and column of what is wrong, a key or a value")
  func positions() throws {
    for (text, line, column) in Self.misplaced {
      let error = try #require(try refusal(of: text, as: [Event].self), "\(text)")
      let position = error.path.position(of: error.part, in: Array(text.utf8))
      #expect(position?.line == line, "\(text): \(error)")
      #expect(position?.column == column, "\(text): \(error)")
    }
  }

  @Test("long values are told by their kind")
  func longValues() throws {
    let long = "\"" + String(repeating: "x", count: 41) + "\""
    #expect(try refusal(of: long, as: Bool.self)?.met == "a string")
    #expect(try refusal(of: #""short""#, as: Bool.self)?.met == #""short""#)
    #expect(try refusal(of: String(repeating: "1", count: 41), as: UInt8.self)?.met == "a number")
  }

  /// Arrays of `Event`, with the line and column of what is wrong.
  static let misplaced = [
    ("[{\"Stopping\": null},\n {\"Stopped\": null}]", 2, 3),
    ("[\n {\"Account\": {\"id\": -1}}]", 2, 21),
    ("[{\"Account\": {\"id\": 1, \"name\": 2}}]", 1, 32),
    ("[{\"Account\": {\"id\": 1, \"name\": \"\",\n \"tags\": [\"RED\", \"BLUE\"]}}]", 2, 18),
    (
      "[{\"Account\": {\"id\": 1, \"name\": \"\", \"tags\": [],\n\"note\": null, \"x\": 1}}]", 2, 15
    ),
    (
      "[{\"Account\": {\"id\": 1, \"name\": \"\", \"tags\": [],\n\"note\": null,\n  \"id\": 1}}]",
      3, 3
    ),
    ("[{\"Account\":\n  {\"id\": 1}}]", 2, 3),
    ("[\n\n  7]", 3, 3),
  ]
}

/// A field whose name is decomposed.
private struct Accented: BareJSONCodable {
  static let minimumByteCount = 1

  let value: UInt8

  init(decoding reader: inout BareReader) throws(BareError) { value = try reader.decode("value") }

  var encodedByteCount: Int { 1 }

  func encode(into writer: inout BareWriter) throws(BareError) { try writer.encode("value", value) }

  init(json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    value = try fields.decode("e\u{301}")
    try fields.finish()
  }

  var json: JSONValue { .object([("e\u{301}", value.json)]) }
}

import BareJSON
import BareRuntime

/// `enum { RED GREEN = 7 }`, in the form of generated code.
enum Color: UInt64, BareJSONEnum {
  case red = 0
  case green = 7

  var jsonName: String {
    switch self {
    case .red: "RED"
    case .green: "GREEN"
    }
  }
}

/// `struct { id: u64 name: str tags: list<Color> note: optional<str> }`, in the form of generated
/// code.
struct Account: BareJSONCodable {
  static let minimumByteCount = 11

  var id: UInt64
  var name: String
  var tags: [Color]
  var note: String?

  init(id: UInt64, name: String, tags: [Color] = [], note: String? = nil) {
    self.id = id
    self.name = name
    self.tags = tags
    self.note = note
  }

  init(decoding reader: inout BareReader) throws(BareError) {
    id = try reader.decode("id")
    name = try reader.decode("name")
    tags = try reader.decode("tags")
    note = try reader.decode("note")
  }

  var encodedByteCount: Int {
    8 + name.encodedByteCount + tags.encodedByteCount + note.encodedByteCount
  }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try writer.encode("id", id)
    try writer.encode("name", name)
    try writer.encode("tags", tags)
    try writer.encode("note", note)
  }

  init(json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    id = try fields.decode("id")
    name = try fields.decode("name")
    tags = try fields.decode("tags")
    note = try fields.decode("note")
    try fields.finish()
  }

  var json: JSONValue {
    ["id": id.json, "name": name.json, "tags": tags.json, "note": note.json]
  }
}

/// `union { Stopping | Account | data[2] = 9 }`, in the form of generated code; `Stopping` is void.
enum Event: BareJSONCodable {
  case stopping
  case account(Account)
  case data2(Bytes)

  static let minimumByteCount = 1

  init(decoding reader: inout BareReader) throws(BareError) {
    switch try reader.decodeUint() {
    case 0: self = .stopping
    case 1: self = .account(try reader.decode("account"))
    case 9: self = .data2(try reader.decodeData(byteCount: 2))
    case let tag: throw reader.unknownTag(tag)
    }
  }

  var encodedByteCount: Int {
    switch self {
    case .stopping: 1
    case .account(let value): 1 + value.encodedByteCount
    case .data2(let value): 1 + value.count
    }
  }

  func encode(into writer: inout BareWriter) throws(BareError) {
    switch self {
    case .stopping: writer.encodeUint(0)
    case .account(let value):
      writer.encodeUint(1)
      try writer.encode("account", value)
    case .data2(let value):
      writer.encodeUint(9)
      try writer.encodeData(value, byteCount: 2)
    }
  }

  init(json: JSONValue) throws(JSONMappingError) {
    let member = try JSONMember(json)
    switch member.name {
    case "Stopping":
      try member.decodeVoid()
      self = .stopping
    case "Account": self = .account(try member.decode())
    case "data[2]": self = .data2(try member.decode())
    default: throw member.unknown()
    }
  }

  var json: JSONValue {
    switch self {
    case .stopping: ["Stopping": .null]
    case .account(let value): ["Account": value.json]
    case .data2(let value): ["data[2]": value.json]
    }
  }
}

/// Why a JSON text does not stand for a value of a type; nil where it does.
func refusal<Value: BareJSONCodable>(
  of text: String, as type: Value.Type
) throws -> JSONMappingError? {
  let json = try JSONValue(parsing: text)
  do throws(JSONMappingError) {
    _ = try Value(json: json)
    return nil
  } catch {
    return error
  }
}

/// What is wrong with the way from a value to JSON text and back, told apart by encodings.
func mappingFaults<Value: BareJSONCodable>(of value: Value, as text: String) -> [String] {
  do {
    var faults: [String] = []
    if value.json.compactText != text { faults.append("is \(value.json.compactText)") }
    let read = try Value(json: try JSONValue(parsing: text)).encoded()
    if try read != value.encoded() { faults.append("reads back as \(read)") }
    return faults.map { "\(Value.self) \(text) \($0)" }
  } catch {
    return ["\(Value.self) \(text): \(error)"]
  }
}

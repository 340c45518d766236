import BareRuntime

/// A `uint`.
struct Uint: BareCodable, Hashable {
  static let minimumByteCount = 1

  let number: UInt64

  init(_ number: UInt64) { self.number = number }

  init(decoding reader: inout BareReader) throws(BareError) { number = try reader.decodeUint() }

  var encodedByteCount: Int { BareWriter.byteCount(ofUint: number) }

  func encode(into writer: inout BareWriter) throws(BareError) { writer.encodeUint(number) }
}

/// An `int`.
struct Sint: BareCodable, Hashable {
  static let minimumByteCount = 1

  let number: Int64

  init(_ number: Int64) { self.number = number }

  init(decoding reader: inout BareReader) throws(BareError) { number = try reader.decodeInt() }

  var encodedByteCount: Int { BareWriter.byteCount(ofInt: number) }

  func encode(into writer: inout BareWriter) throws(BareError) { writer.encodeInt(number) }
}

/// `enum { FOO BAR = 255 BUZZ }`, the draft's example.
enum Numbered: UInt64, BareEnum {
  case foo = 0
  case bar = 255
  case buzz = 256
}

/// `struct { flag: bool field: list<Entry> }`, to have paths of some length.
struct Root: BareCodable {
  static let minimumByteCount = 2

  var flag: Bool
  var field: [Entry]

  init(flag: Bool = true, field: [Entry]) {
    self.flag = flag
    self.field = field
  }

  init(decoding reader: inout BareReader) throws(BareError) {
    flag = try reader.decode("flag")
    field = try reader.decode("field")
  }

  var encodedByteCount: Int { flag.encodedByteCount + field.encodedByteCount }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try writer.encode("flag", flag)
    try writer.encode("field", field)
  }
}

/// `struct { key: data[2] pair: list<u16>[2] choice: Choice }`: two fixed lengths and a union.
struct Entry: BareCodable {
  static let minimumByteCount = 7

  var key: Bytes
  var pair: [UInt16]
  var choice: Choice

  init(key: Bytes = [1, 2], pair: [UInt16] = [3, 4], choice: Choice = .nothing) {
    self.key = key
    self.pair = pair
    self.choice = choice
  }

  init(decoding reader: inout BareReader) throws(BareError) {
    key = try reader.decode("key") { (reader) throws(BareError) in
      try reader.decodeData(byteCount: 2)
    }
    pair = try reader.decode("pair") { (reader) throws(BareError) in
      try reader.decodeList(count: 2, minimumByteCount: 2) { (reader) throws(BareError) in
        try UInt16(decoding: &reader)
      }
    }
    choice = try reader.decode("choice")
  }

  var encodedByteCount: Int { key.count + 2 * pair.count + choice.encodedByteCount }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try writer.encode("key") { (writer) throws(BareError) in
      try writer.encodeData(key, byteCount: 2)
    }
    try writer.encode("pair") { (writer) throws(BareError) in
      try writer.encodeList(pair, count: 2) { (element, writer) throws(BareError) in
        try element.encode(into: &writer)
      }
    }
    try writer.encode("choice", choice)
  }
}

/// `union { Nothing | Text = 200 | map<str><bool> }`.
enum Choice: BareCodable {
  case nothing
  case text(String)
  case flags(BareMap<String, Bool>)

  static let minimumByteCount = 1

  init(decoding reader: inout BareReader) throws(BareError) {
    switch try reader.decodeUint() {
    case 0: self = .nothing
    case 200: self = .text(try reader.decode("text"))
    case 201: self = .flags(try reader.decode("flags"))
    case let tag: throw reader.unknownTag(tag)
    }
  }

  var encodedByteCount: Int {
    switch self {
    case .nothing: 1
    case .text(let value): 2 + value.encodedByteCount
    case .flags(let value): 2 + value.encodedByteCount
    }
  }

  func encode(into writer: inout BareWriter) throws(BareError) {
    switch self {
    case .nothing: writer.encodeUint(0)
    case .text(let value):
      writer.encodeUint(200)
      try writer.encode("text", value)
    case .flags(let value):
      writer.encodeUint(201)
      try writer.encode("flags", value)
    }
  }
}

import BareJSON
import BareRuntime
import Testing

@Suite("Codecs between bytes and JSON")
struct MappingCodecTests {
  @Test("a codec goes from bytes to JSON and back")
  func roundTrip() throws {
    let codec = BareJSONCodec(Event.self)
    let bytes: Bytes = [1, 5, 0, 0, 0, 0, 0, 0, 0, 1, 0x6e, 1, 7, 0]
    let json = try codec.json(decoding: bytes)
    #expect(json["Account"]?["tags"] == ["GREEN"])
    #expect(json["Account"]?["id"] == "5")
    #expect(try Bytes(codec.bytes(encoding: json)) == bytes)
    #expect(try Bytes(codec.bytes(recoding: bytes)) == bytes)
  }

  @Test("a codec reads whole messages, and tells what is wrong with them")
  func refusedBytes() {
    let codec = BareJSONCodec(Event.self)
    let trailing = #expect(throws: BareError.self) { try codec.json(decoding: [0, 0]) }
    #expect(trailing?.kind == .trailing(byteCount: 1))
    let recoded = #expect(throws: BareError.self) { try codec.bytes(recoding: [0, 0]) }
    #expect(recoded == trailing)
    let tag = #expect(throws: BareError.self) { try codec.json(decoding: [5]) }
    #expect(tag?.kind == .unionTag(5))
  }

  @Test("a JSON form that stands for no value, and a value without an encoding, are told apart")
  func refusedJSON() {
    let codec = BareJSONCodec(Event.self)
    let unknown = #expect(throws: BareJSONError.self) { try codec.bytes(encoding: ["X": .null]) }
    guard case .mapping(let mapping) = unknown else {
      Issue.record("\(String(describing: unknown))")
      return
    }
    #expect(mapping.path.description == "/X")
    #expect(unknown?.description == mapping.description)
    let short = #expect(throws: BareJSONError.self) {
      try codec.bytes(encoding: ["data[2]": "01"])
    }
    guard case .encoding(let encoding) = short else {
      Issue.record("\(String(describing: short))")
      return
    }
    #expect(encoding.kind == .value(expected: "2 bytes", met: "1"))
  }

  @Test("a type that its Swift type alone does not tell is coded by functions")
  func functions() throws {
    let codec = BareJSONCodec(
      decode: { (reader) throws(BareError) in try reader.decodeUint() },
      encode: { (value: UInt64, writer) throws(BareError) in writer.encodeUint(value) })
    #expect(try codec.json(decoding: [0x80, 1]) == "128")
    #expect(try codec.bytes(encoding: 128) == [0x80, 1])
    #expect(try codec.bytes(recoding: [0x80, 1]) == [0x80, 1])
  }

  @Test("500 seeded accounts come through bytes and JSON text")
  func seeded() throws {
    var random = SeededGenerator(seed: 3)
    let codec = BareJSONCodec([Account].self)
    for _ in 0..<500 {
      let account = Account(
        id: random.next(), name: String(random.next(), radix: 36),
        tags: (0..<random.next() % 4).map { $0 % 2 == 0 ? .red : .green },
        note: random.next() % 2 == 0 ? nil : "é")
      let bytes = try [account, account].encoded()
      let text = try codec.json(decoding: Bytes(bytes)).compactText
      #expect(try codec.bytes(encoding: try JSONValue(parsing: text)) == bytes)
    }
  }
}

import BareRuntime
import Testing

@Suite("The writer")
struct WriterTests {
  @Test("memory grows under writes of every size, and keeps what was written")
  func growth() throws {
    var writer = BareWriter()
    var expected: [UInt8] = []
    for round in 0..<600 {
      let bytes = try Bytes([UInt8](repeating: UInt8(truncatingIfNeeded: round), count: round))
      writer.encodeData(bytes)
      writer.encodeFixed(UInt32(round))
      writer.encodeUint(UInt64(round))
      expected += try bytes.encoded() + UInt32(round).encoded() + Uint(UInt64(round)).encoded()
    }
    #expect(writer.byteCount == expected.count)
    #expect(writer.bytes == expected)
    #expect(writer.withUnsafeBytes { Array($0) } == expected)
  }

  @Test("a writer that is emptied is as new, in the same memory")
  func reuse() throws {
    var writer = BareWriter(reservingByteCount: 1000)
    let long = String(repeating: "x", count: 900)
    writer.encodeString(long)
    let start = writer.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    for text in ["first", "", long, long, long, "last"] {
      writer.removeAll()
      #expect(writer.byteCount == 0)
      #expect(writer.bytes == [])
      writer.encodeString(text)
      #expect(try writer.bytes == text.encoded())
      #expect(writer.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } == start)
    }
  }

  @Test("a new writer is empty, and can be emptied")
  func empty() {
    var writer = BareWriter()
    #expect(writer.byteCount == 0)
    #expect(writer.bytes == [])
    writer.removeAll()
    writer.append(UnsafeRawBufferPointer(start: nil, count: 0))
    writer.encodeData([])
    #expect(writer.bytes == [0])
  }

  @Test(
    "a type that measures itself wrongly is still encoded rightly", arguments: [0, 1, 5, 6, 100])
  func wrongMeasure(byteCount: Int) throws {
    let value = Mismeasured(encodedByteCount: byteCount)
    #expect(hexText(try value.encoded()) == "054142434445")
    #expect(hexText(try [value, value].encoded()) == "02054142434445054142434445")
  }

  @Test("an error is told by its path, whatever was written before it")
  func failure() {
    let error = refusal(of: Entry(key: [1, 2], pair: [1]))
    #expect(error?.pathText == "Entry.pair")
    let listed = refusal(of: [Entry(), Entry(key: [])])
    #expect(listed?.path.dropFirst() == [.index(1), .name("key")])
  }

  @Test("sizes of lists, optionals and maps are those of their encodings")
  func sizes() throws {
    let list: [UInt64] = [1, 300, .max]
    #expect(
      BareWriter.byteCount(ofList: list, BareWriter.byteCount(ofUint:))
        == (try list.map(Uint.init).encoded().count))
    #expect(BareWriter.byteCount(ofElements: list, BareWriter.byteCount(ofUint:)) == 13)
    #expect(BareWriter.byteCount(ofOptional: UInt64?.none, BareWriter.byteCount(ofUint:)) == 1)
    #expect(BareWriter.byteCount(ofOptional: 300, BareWriter.byteCount(ofUint:)) == 3)
    let map: BareMap<String, UInt16> = ["a": 1, "bc": 2]
    #expect(
      BareWriter.byteCount(ofMap: map, key: \.encodedByteCount, value: \.encodedByteCount)
        == (try map.encoded().count))
  }
}

/// The text "ABCDE", whatever size it claims.
private struct Mismeasured: BareEncodable {
  let encodedByteCount: Int

  func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeString("ABCDE")
  }
}

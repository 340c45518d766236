import BareRuntime
import Testing

@Suite("Optionals and lists")
struct CollectionTests {
  @Test("an optional is 0, or 1 and the value")
  func optionals() {
    var faults = codingFaults(of: UInt32?.none, as: "00")
    faults += codingFaults(of: UInt32?.some(0), as: "0100000000")
    faults += codingFaults(of: UInt32?.some(1), as: "0101000000")
    faults += codingFaults(of: UInt32?.some(255), as: "01ff000000")
    faults += codingFaults(of: UInt8??.none, as: "00")
    faults += codingFaults(of: UInt8??.some(nil), as: "0100")
    faults += codingFaults(of: UInt8??.some(7), as: "010107")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("each other byte before an optional is refused where it stands")
  func optionalFlags() {
    for byte in UInt8(2)...255 {
      let error = refusal(of: [2, 0, byte, 0], as: [UInt8?].self)
      #expect(error?.kind == .optional(byte))
      #expect(error?.byteOffset == 2)
      #expect(error?.path.last == .index(1))
    }
  }

  @Test("lists are their count and the elements")
  func lists() {
    let texts = "03 03666f6f 03626172 0462757a7a"
    var faults = codingFaults(of: ["foo", "bar", "buzz"], as: texts)
    faults += codingFaults(of: [String](), as: "00")
    faults += codingFaults(of: [Numbered.bar, .foo], as: "02 ff01 00")
    faults += codingFaults(of: [[String]](repeating: [], count: 3), as: "03 00 00 00")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a list of a fixed count is the elements alone")
  func fixedList() throws {
    let numbers: [UInt64] = [0, 1, 254, 255, 256, 257, 126, 127, 128, 129]
    var writer = BareWriter()
    try writer.encodeList(numbers, count: 10) { $1.encodeUint($0) }
    #expect(hexText(writer.bytes) == "0001fe01ff01800281027e7f80018101")
    let read = try BareReader.readMessage(try Bytes(writer.bytes)) { (reader) throws(BareError) in
      try reader.decodeList(count: 10, minimumByteCount: 1) { (reader) throws(BareError) in
        try reader.decodeUint()
      }
    }
    #expect(read == numbers)
  }

  @Test("a count that the rest cannot hold is refused behind the count, up to 2^64 - 1")
  func hugeCounts() {
    for count in Self.hugeCounts {
      expectTruncated([UInt8].self, count, minimum: 1)
      expectTruncated([UInt64].self, count, minimum: 8)
      expectTruncated([String].self, count, minimum: 1)
      expectTruncated([[Bool?]].self, count, minimum: 1)
      expectTruncated(BareMap<UInt16, UInt8>.self, count, minimum: 3)
    }
  }

  @Test("a length that the rest cannot hold is refused behind the length, up to 2^64 - 1")
  func hugeLengths() throws {
    for length in Self.hugeCounts {
      let message = try Uint(length).encoded() + [1, 2, 3]
      for error in [
        refusal(of: message, as: String.self), refusal(of: message, as: Bytes.self),
      ] {
        #expect(error?.kind == .truncated(expectedByteCount: length, remainingByteCount: 3))
        #expect(error?.byteOffset == message.count - 3)
      }
    }
  }

  @Test("a fixed count or length that the rest cannot hold is refused before anything is read")
  func hugeFixedCounts() throws {
    for count in Self.hugeCounts {
      let list: BareError? = Self.failure { (reader) throws(BareError) in
        _ = try reader.decodeList(count: count, minimumByteCount: 2) { _ in 0 }
      }
      #expect(list?.kind == Self.truncatedCount(count, minimum: 2))
      let data: BareError? = Self.failure { (reader) throws(BareError) in
        _ = try reader.decodeData(byteCount: count)
      }
      #expect(data?.kind == .truncated(expectedByteCount: count, remainingByteCount: 3))
    }
  }

  @Test("an element that fails is named by its index, in lists read one by one or by one copy")
  func indexes() {
    let error = refusal(of: hexBytes("03 0161 0162 0263"), as: [String].self)
    #expect(error?.pathText == "Array<String>[2]")
    #expect(error?.byteOffset == 6)
    let nested = refusal(of: hexBytes("03 00 00 02 0100"), as: [[UInt16]].self)
    #expect(nested?.path.dropFirst() == [.index(2)])
  }

  /// A list or map of that count before three bytes.
  private func expectTruncated(
    _ type: (some BareDecodable).Type, _ count: UInt64, minimum: Int,
    _ location: SourceLocation = #_sourceLocation
  ) {
    var writer = BareWriter()
    writer.encodeUint(count)
    let error = refusal(of: writer.bytes + [1, 2, 3], as: type)
    #expect(error?.kind == Self.truncatedCount(count, minimum: minimum), sourceLocation: location)
    #expect(error?.byteOffset == writer.byteCount, sourceLocation: location)
  }

  private static func truncatedCount(_ count: UInt64, minimum: Int) -> BareError.Kind {
    .truncatedCount(count: count, minimumElementByteCount: minimum, remainingByteCount: 3)
  }

  private static func failure(
    _ body: (inout BareReader) throws(BareError) -> Void
  ) -> BareError? {
    do throws(BareError) {
      try BareReader.read([1, 2, 3], body)
      return nil
    } catch {
      return error
    }
  }

  /// From just too many to the most that a varint can say.
  static let hugeCounts: [UInt64] = [
    4, 100, 65_536, 1 << 31, (1 << 32) - 1, 1 << 32, 1 << 40, 1 << 60, 1 << 61, (1 << 63) - 1,
    1 << 63, .max - 1, .max,
  ]
}

import BareRuntime
import Testing

@Suite("Bytes")
struct BytesTests {
  /// 0 to 9, the middle of a longer array.
  private let middle: Bytes

  init() throws {
    middle = try Bytes([255, 254] + Array(0..<10) + [253]).slice(2..<12)
  }

  @Test("equality and hash see the bytes, not where they are stored")
  func equality() throws {
    let plain = try Bytes(Array(0..<10))
    #expect(middle == plain)
    #expect(middle.hashValue == plain.hashValue)
    #expect(Set([middle, plain, middle.compacted()]).count == 1)
    #expect(middle != middle.slice(0..<9))
    #expect(middle != [0, 1, 2, 3, 4, 5, 6, 7, 8, 8])
    #expect(Bytes() == middle.slice(4..<4))
    #expect(Bytes().hashValue == middle.slice(10..<10).hashValue)
  }

  @Test("order is that of unsigned bytes, a prefix first")
  func order() {
    let ordered: [Bytes] = [[], [0], [0, 0], [0, 255], [1], [127], [128], [255], [255, 0]]
    for (left, leftBytes) in ordered.enumerated() {
      for (right, rightBytes) in ordered.enumerated() {
        #expect((leftBytes < rightBytes) == (left < right), "\(leftBytes) < \(rightBytes)")
      }
    }
    #expect(middle < middle.slice(1..<2))
  }

  @Test("hex is two lower-case digits a byte and reads back in either case")
  func hex() throws {
    let all = try Bytes(Array(0...255))
    #expect(all.hex == hexText(0...255))
    #expect(Bytes(hex: all.hex) == all)
    #expect(Bytes(hex: all.hex.uppercased()) == all)
    #expect(Bytes(hex: "") == Bytes())
    #expect(Bytes().hex == "")
    #expect("\(middle.slice(8..<10))" == "0809")
    #expect(Bytes(hex: "xx00ff".dropFirst(2)) == [0, 255])
  }

  @Test(
    "what is not hex is refused",
    arguments: ["0", "000", "0g", "g0", " 00", "00 ", "0x00", "é", "/0", ":0", "@0", "`0", "٠٠"])
  func badHex(text: String) {
    #expect(Bytes(hex: text) == nil)
  }

  @Test("a slice counts from 0 and is cut to what there is")
  func slices() {
    #expect(Array(middle.slice(2..<4)) == [2, 3])
    #expect(Array(middle.slice(2..<9).slice(1..<3)) == [3, 4])
    #expect(Array(middle.slice(8..<100)) == [8, 9])
    #expect(Array(middle.slice(-5..<2)) == [0, 1])
    #expect(middle.slice(-5 ..< -1).isEmpty)
    #expect(middle.slice(50..<60).isEmpty)
    #expect(Array(middle.slice(Int.min..<Int.max)) == Array(middle))
  }

  @Test("it is a collection of its bytes")
  func collection() {
    #expect(middle.count == 10)
    #expect(middle.first == 0)
    #expect(middle.last == 9)
    #expect(middle[3] == 3)
    #expect(Array(middle.reversed()) == Array((0..<10).reversed()))
    #expect(middle.firstIndex(of: 7) == 7)
    #expect(Array(middle[4..<6]) == [4, 5])
    #expect(middle.elementsEqual(0..<10))
    #expect(middle.withContiguousStorageIfAvailable { Array($0) } == Array(0..<10))
    #expect(middle.withUnsafeBytes { Array($0) } == Array(0..<10))
    #expect(Bytes().withUnsafeBytes { $0.count } == 0)
    #expect(Bytes().isEmpty)
  }

  @Test("copies of any sequence hold its bytes")
  func copying() throws {
    #expect(try Bytes(copying: [1, 2, 3][1...]) == [2, 3])
    #expect(try Bytes(copying: "ab".utf8) == [0x61, 0x62])
    #expect(
      try Bytes(copying: sequence(first: UInt8(1)) { $0 < 8 ? $0 * 2 : nil }) == [1, 2, 4, 8])
  }

  @Test("arrays are made of its bytes and appended by them, and a room too small takes its first")
  func arrays() throws {
    let bytes = try Bytes([9, 1, 2, 3, 9]).slice(1..<4)
    #expect([UInt8](bytes) == [1, 2, 3])
    #expect([0] + bytes == [0, 1, 2, 3])
    #expect([UInt8](Bytes()) == [])
    let (first, rest) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2) { room in
      var (rest, count) = bytes._copyContents(initializing: room)
      return ([UInt8](room[..<count]), [rest.next(), rest.next()])
    }
    #expect(first == [1, 2])
    #expect(rest == [3, nil])
  }

  @Test("a compacted slice has storage of its own, and whole bytes are left as they are")
  func compacted() throws {
    let compact = middle.compacted()
    #expect(compact == middle)
    #expect(!storage(of: middle).contains(address(of: compact)))
    let whole = try Bytes(Array(0..<10))
    #expect(address(of: whole.compacted()) == address(of: whole))
    #expect(middle.slice(0..<0).compacted() == Bytes())
  }

  @Test("16 bytes hold a stretch of any size")
  func size() {
    #expect(MemoryLayout<Bytes>.size == 16)
    #expect(MemoryLayout<Bytes?>.size == 16)
  }
}

/// The addresses of the bytes; those of two values overlap where they share storage.
func storage(of bytes: Bytes) -> Range<UInt> {
  bytes.withUnsafeBytes { memory in
    let start = UInt(bitPattern: memory.baseAddress)
    return start..<(start + UInt(memory.count))
  }
}

/// The address of the first byte.
func address(of bytes: Bytes) -> UInt { storage(of: bytes).lowerBound }

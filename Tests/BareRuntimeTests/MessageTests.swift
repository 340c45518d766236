import BareRuntime
import Testing

@Suite("Whole messages")
struct MessageTests {
  /// A list of two `data`.
  private let message = hexBytes("02 03 0a0b0c 02 0d0e")
  private let parts: [Bytes] = [[10, 11, 12], [13, 14]]

  @Test("a message is decoded from arrays, slices, memory and any collection")
  func sources() throws {
    #expect(try [Bytes](decoding: message) == parts)
    #expect(try [Bytes](decoding: try Bytes(message)) == parts)
    #expect(try [Bytes](decoding: ([9, 9] + message + [9])[2..<(2 + message.count)]) == parts)
    #expect(try [Bytes](decoding: message.lazy.map { $0 }) == parts)
    #expect(try [Bytes](decoding: try Bytes([9, 9] + message + [9]).slice(2..<10)) == parts)
    let copied = try message.withUnsafeBytes { memory throws(BareError) in
      try [Bytes](decoding: memory)
    }
    #expect(copied == parts)
  }

  @Test("offsets count from the start of a slice, not of its storage")
  func sliceOffsets() throws {
    let bytes = try Bytes([0, 0, 0] + hexBytes("02 01 05") + [1]).slice(3..<6)
    let error = #expect(throws: BareError.self) { try [Bool](decoding: bytes) }
    #expect(error?.byteOffset == 2)
    let short = #expect(throws: BareError.self) { try [UInt8](decoding: bytes.slice(0..<2)) }
    #expect(short?.errorClass == .truncated)
  }

  @Test("an empty message is a void, and truncated for everything else, from every source")
  func empty() throws {
    _ = try BareVoid(decoding: [UInt8]())
    _ = try BareVoid(decoding: Bytes())
    _ = try BareVoid(decoding: UnsafeRawBufferPointer(start: nil, count: 0))
    let kind = BareError.Kind.truncated(expectedByteCount: 1, remainingByteCount: 0)
    let failures = [
      #expect(throws: BareError.self) { try UInt8(decoding: [UInt8]()) },
      #expect(throws: BareError.self) { try UInt8(decoding: Bytes()) },
      #expect(throws: BareError.self) {
        try UInt8(decoding: UnsafeRawBufferPointer(start: nil, count: 0))
      },
      #expect(throws: BareError.self) { try UInt8(decoding: EmptyCollection<UInt8>()) },
    ]
    for error in failures {
      #expect(error?.kind == kind)
      #expect(error?.byteOffset == 0)
    }
  }

  @Test("decoded data shares the storage of the message, until it is compacted")
  func sharing() throws {
    let bytes = try Bytes([9, 9] + message + [9]).slice(2..<10)
    let whole = storage(of: bytes)
    let decoded = try [Bytes](decoding: bytes)
    #expect(address(of: decoded[0]) == whole.lowerBound + 2)
    #expect(address(of: decoded[1]) == whole.lowerBound + 6)
    #expect(!whole.overlaps(storage(of: decoded[0].compacted())))
    let array = message
    let start = array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    #expect(address(of: try [Bytes](decoding: array)[0]) == start + 2)
  }

  @Test("data that is decoded from memory outlives it")
  func memory() throws {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: message.count, alignment: 1)
    memory.copyBytes(from: message)
    let decoded = try [Bytes](decoding: UnsafeRawBufferPointer(memory))
    let addresses = UInt(bitPattern: memory.baseAddress)..<UInt(bitPattern: memory.baseAddress) + 8
    #expect(!addresses.overlaps(storage(of: decoded[0])))
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    memory.deallocate()
    #expect(decoded == parts)
  }

  @Test("bytes behind a message are refused from every source")
  func trailing() throws {
    let long = message + [0, 0, 0]
    let failures = [
      #expect(throws: BareError.self) { try [Bytes](decoding: long) },
      #expect(throws: BareError.self) { try [Bytes](decoding: long[...]) },
      #expect(throws: BareError.self) { try [Bytes](decoding: try Bytes(long)) },
      #expect(throws: BareError.self) {
        try long.withUnsafeBytes { memory throws(BareError) in try [Bytes](decoding: memory) }
      },
    ]
    for error in failures {
      #expect(error?.kind == .trailing(byteCount: 3))
      #expect(error?.byteOffset == 8)
    }
  }

  @Test("a prefix is decoded from what goes on, with the bytes that it took")
  func prefix() throws {
    let (value, byteCount) = try [Bytes].decodePrefix(of: try Bytes(message + [1, 2, 3]))
    #expect(value == parts)
    #expect(byteCount == message.count)
    #expect(try BareVoid.decodePrefix(of: [1]).byteCount == 0)
    #expect(try UInt8.decodePrefix(of: [1]).byteCount == 1)
    let error = #expect(throws: BareError.self) { try UInt16.decodePrefix(of: [1]) }
    #expect(error?.errorClass == .truncated)
    #expect(error?.pathText == "UInt16")
  }

  @Test("every start of a message is refused as truncated, and every extension as trailing")
  func prefixes() throws {
    let flags = Choice.flags(["é": true, "": false])
    let root = Root(field: [Entry(), Entry(choice: .text("text")), Entry(choice: flags)])
    let bytes = try root.encoded()
    #expect(
      hexText(bytes)
        == "0103" + "010203000400" + "00" + "010203000400" + "c8010474657874"
        + "010203000400" + "c90102" + "02c3a901" + "0000")
    #expect(root.encodedByteCount == bytes.count)
    let faults = prefixFaults(of: bytes, as: Root.self)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    #expect(try Root(decoding: bytes).encoded() == bytes)
  }
}

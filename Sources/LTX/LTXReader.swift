/// Reads big-endian integers and the varints of the index; whoever calls has counted the bytes.
struct LTXReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func read<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
    readBytes(Value.bitWidth / 8).reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }

  mutating func readBytes(_ count: Int) -> ArraySlice<UInt8> {
    precondition(count <= rest.count, "bytes are counted before they are read")
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A varint of 64 bits; one that is longer than need be is taken.
  mutating func readVarint() throws(LTXError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 70, by: 7) {
      guard let byte = rest.popFirst() else { throw .index("unexpected end of varint") }
      if shift == 63, byte > 1 { break }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw .index("a varint of the page index exceeds 64 bits")
  }
}

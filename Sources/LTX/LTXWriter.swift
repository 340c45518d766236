/// Writes big-endian integers, and the varints of the index.
struct LTXWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
  }

  mutating func writeVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// What follows the timestamp is about logs, of which a commit has none: zeros.
  mutating func write(_ header: LTXHeader) {
    let start = bytes.count
    bytes += LTXFile.magic
    write(header.saysNoChecksums ? LTXFile.noChecksumFlag : 0)
    write(header.pageByteCount)
    write(header.databasePageCount)
    write(header.transactionIDs.lowerBound)
    write(header.transactionIDs.upperBound)
    write(header.timestampMilliseconds)
    bytes += [UInt8](repeating: 0, count: LTXHeader.byteCount - (bytes.count - start))
  }
}

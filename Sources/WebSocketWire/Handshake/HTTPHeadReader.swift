/// Finds the head at the start of a stream, however it is cut.
public struct HTTPHeadReader: Sendable {
  private static let end: [UInt8] = [13, 10, 13, 10]

  private var bytes: [UInt8] = []

  /// A reader at the start of a message.
  public init() {}

  /// Takes bytes from the front until a head is whole; nil when all are taken before that.
  ///
  /// - Throws: a head that is too large or is none.
  public mutating func next(
    _ input: inout ArraySlice<UInt8>
  ) throws(HTTPHeadError) -> HTTPHead? {
    while let byte = input.popFirst() {
      bytes.append(byte)
      guard bytes.count <= HTTPHead.maximumByteCount else {
        throw .tooLarge(maximum: HTTPHead.maximumByteCount)
      }
      guard byte == 10, bytes.suffix(4) == HTTPHeadReader.end[...] else { continue }
      defer { bytes = [] }
      return try HTTPHead(decoding: bytes.dropLast(4))
    }
    return nil
  }
}

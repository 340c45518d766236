/// A message of which some frames are here.
struct PartialMessage: Sendable {
  private let isText: Bool
  private var bytes: [UInt8] = []
  private var fragmentCount = 0
  private var validator = UTF8Validator()

  init(isText: Bool) { self.isText = isText }

  /// Makes room for a frame.
  ///
  /// - Throws: the message would have too many bytes, or has too many frames.
  mutating func beginFragment(
    _ byteCount: Int, limits: WebSocketLimits
  ) throws(WebSocketViolation) {
    guard bytes.count + byteCount <= limits.messageByteCount else {
      throw .messageTooLarge(maximum: limits.messageByteCount)
    }
    guard fragmentCount < limits.fragmentCount else {
      throw .tooManyFragments(maximum: limits.fragmentCount)
    }
    fragmentCount += 1
    if fragmentCount == 1 {
      bytes.reserveCapacity(min(byteCount, WebSocketLimits.reservedByteCount))
    }
  }

  /// Takes bytes of the payload, of which `offset` came before in this frame.
  mutating func append(
    _ piece: ArraySlice<UInt8>, maskingKey: MaskingKey?, offset: Int
  ) throws(WebSocketViolation) {
    let start = bytes.count
    bytes += piece
    maskingKey?.apply(to: &bytes, from: start, offset: offset)
    guard isText else { return }
    let isValid = bytes.withUnsafeBytes { validator.accept(.init(rebasing: $0[start...])) }
    guard isValid else { throw .invalidUTF8 }
  }

  /// The message, its last frame being here.
  func finished() throws(WebSocketViolation) -> WebSocketMessage {
    guard isText else { return .binary(bytes) }
    guard validator.isBetweenCharacters else { throw .invalidUTF8 }
    return .text(String(decoding: bytes, as: UTF8.self))
  }
}

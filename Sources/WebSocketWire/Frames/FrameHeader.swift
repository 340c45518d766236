/// What stands before a frame's payload: 2 to 14 bytes (RFC 6455 5.2).
struct FrameHeader: Hashable, Sendable {
  enum Opcode: UInt8 {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    var isControl: Bool { rawValue >= 8 }
  }

  static let maximumByteCount = 14

  var isFinal = true
  var opcode: Opcode
  var payloadByteCount: Int
  var maskingKey: MaskingKey?

  /// How many bytes a header has, by its first two.
  static func byteCount(_ second: UInt8) -> Int {
    let length =
      switch second & 0x7f {
      case 126: 2
      case 127: 8
      default: 0
      }
    return 2 + length + (second & 0x80 == 0 ? 0 : 4)
  }

  /// Reads a whole header that a peer sent to someone of a role.
  ///
  /// - Throws: whatever is wrong with it alone, a length beyond the limit included.
  init(
    decoding bytes: ArraySlice<UInt8>, readBy isServer: Bool, limits: WebSocketLimits
  ) throws(WebSocketViolation) {
    let (first, second) = (bytes[bytes.startIndex], bytes[bytes.startIndex + 1])
    try FrameHeader.checkFirst(first, second, readBy: isServer)
    guard let opcode = Opcode(rawValue: first & 0xf) else { throw .opcode(first & 0xf) }
    self.opcode = opcode
    isFinal = first & 0x80 != 0
    let length = try FrameHeader.length(bytes.dropFirst(), isControl: opcode.isControl)
    guard length <= UInt64(limits.frameByteCount) else {
      throw .frameTooLarge(byteCount: length, maximum: limits.frameByteCount)
    }
    payloadByteCount = Int(length)
    maskingKey = isServer ? MaskingKey(bytes.suffix(4)) : nil
  }

  /// A frame of one's own.
  init(_ opcode: Opcode, payloadByteCount: Int, maskingKey: MaskingKey?) {
    self.opcode = opcode
    self.payloadByteCount = payloadByteCount
    self.maskingKey = maskingKey
  }

  /// Refuses what the first two bytes alone show to be wrong.
  static func checkFirst(
    _ first: UInt8, _ second: UInt8, readBy isServer: Bool
  ) throws(WebSocketViolation) {
    guard first & 0x70 == 0 else { throw .reservedBits(first >> 4 & 7) }
    guard let opcode = Opcode(rawValue: first & 0xf) else { throw .opcode(first & 0xf) }
    guard (second & 0x80 != 0) == isServer else { throw isServer ? .notMasked : .masked }
    guard opcode.isControl else { return }
    guard first & 0x80 != 0 else { throw .controlFragmented }
  }

  /// The length that stands behind the first byte.
  private static func length(
    _ bytes: ArraySlice<UInt8>, isControl: Bool
  ) throws(WebSocketViolation) -> UInt64 {
    let short = UInt64(bytes[bytes.startIndex] & 0x7f)
    guard short >= 126 else { return short }
    let long = bytes.dropFirst().prefix(short == 126 ? 2 : 8).reduce(0) { $0 << 8 | UInt64($1) }
    guard !isControl else { throw .controlTooLong(byteCount: long) }
    guard long > (short == 126 ? 125 : 0xffff), long <= UInt64(Int64.max) else {
      throw .lengthNotMinimal
    }
    return long
  }

  /// Writes the header.
  func encode(into output: inout [UInt8]) {
    output.append((isFinal ? 0x80 : 0) | opcode.rawValue)
    let masked: UInt8 = maskingKey == nil ? 0 : 0x80
    switch payloadByteCount {
    case ...125: output.append(masked | UInt8(payloadByteCount))
    case ...0xffff:
      output.append(masked | 126)
      output.append(UInt8(payloadByteCount >> 8))
      output.append(UInt8(payloadByteCount & 0xff))
    default:
      output.append(masked | 127)
      for shift in stride(from: 56, through: 0, by: -8) {
        output.append(UInt8(truncatingIfNeeded: payloadByteCount >> shift))
      }
    }
    if let maskingKey { output += maskingKey.bytes }
  }
}

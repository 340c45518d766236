/// What a peer did that RFC 6455 or a limit forbids; the connection ends with ``closeCode``.
public enum WebSocketViolation: Error, Hashable, Sendable {
  /// One of the three bits that only extensions use.
  case reservedBits(UInt8)

  /// An opcode without a meaning.
  case opcode(UInt8)

  /// A client's frame that is not masked.
  case notMasked

  /// A server's frame that is masked.
  case masked

  /// A control frame in pieces.
  case controlFragmented

  /// A control frame of more than 125 bytes.
  case controlTooLong(byteCount: UInt64)

  /// A continuation of nothing.
  case continuationWithoutStart

  /// A new message inside a fragmented one.
  case messageInsideMessage

  /// A length in more bytes than it needs, or beyond 2^63 - 1.
  case lengthNotMinimal

  /// A frame that says it is larger than is taken.
  case frameTooLarge(byteCount: UInt64, maximum: Int)

  /// A message that grew larger than is taken.
  case messageTooLarge(maximum: Int)

  /// A message in more pieces than are taken.
  case tooManyFragments(maximum: Int)

  /// A text, or the reason of a close, that is not UTF-8.
  case invalidUTF8

  /// A close frame with one byte.
  case closeBodyTooShort

  /// A close code that may not be sent.
  case closeCode(UInt16)

  /// The code to close with.
  public var closeCode: CloseCode {
    switch self {
    case .invalidUTF8: .invalidPayload
    case .frameTooLarge, .messageTooLarge, .tooManyFragments: .messageTooBig
    default: .protocolError
    }
  }
}

extension WebSocketViolation: CustomStringConvertible {
  /// What was met, and what was expected.
  public var description: String {
    switch self {
    case .reservedBits(let bits): "reserved bits \(bits) are set, expected 0"
    case .opcode(let opcode): "opcode \(opcode) has no meaning"
    case .notMasked: "a frame of a client is not masked"
    case .masked: "a frame of a server is masked"
    case .controlFragmented: "a control frame is fragmented"
    case .controlTooLong(let byteCount): "a control frame has \(byteCount) bytes, at most 125"
    case .continuationWithoutStart: "a continuation frame without a message to continue"
    case .messageInsideMessage: "a message starts before the fragmented one has ended"
    case .lengthNotMinimal: "a frame's length is not in its shortest form"
    case .frameTooLarge(let byteCount, let maximum):
      "a frame says it has \(byteCount) bytes, at most \(maximum) are taken"
    case .messageTooLarge(let maximum): "a message has more than \(maximum) bytes"
    case .tooManyFragments(let maximum): "a message has more than \(maximum) fragments"
    case .invalidUTF8: "a text is not UTF-8"
    case .closeBodyTooShort: "a close frame has one byte, expected none, or two and a reason"
    case .closeCode(let code): "close code \(code) may not be sent"
    }
  }
}

/// Why a connection ends, as a number of 16 bits (RFC 6455 7.4).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16

  /// Any number; ``isSendable`` tells whether it may stand in a frame.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The purpose of the connection is fulfilled.
  public static let normal = CloseCode(rawValue: 1000)

  /// The server shuts down, or the page was left.
  public static let goingAway = CloseCode(rawValue: 1001)

  /// The peer broke the framing.
  public static let protocolError = CloseCode(rawValue: 1002)

  /// The peer sent a kind of message that is not taken.
  public static let unsupportedData = CloseCode(rawValue: 1003)

  /// A text that is not UTF-8.
  public static let invalidPayload = CloseCode(rawValue: 1007)

  /// A message too large to take.
  public static let messageTooBig = CloseCode(rawValue: 1009)

  /// Something unexpected kept the server from going on; engines use it for every refusal.
  public static let internalError = CloseCode(rawValue: 1011)

  /// Whether the number may stand in a frame: those that are registered for the wire, and 3000 to
  /// 4999, which libraries and applications choose.
  public var isSendable: Bool {
    switch rawValue {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}

/// The body of a close frame; both parts may be missing, the reason is empty then.
public struct CloseFrame: Hashable, Sendable {
  /// Why; nil for an empty body.
  public let code: CloseCode?

  /// A text for people, or for programs that agree on one.
  public let reason: String

  /// A close with a code, its reason cut so that it fits (``cut(_:)``).
  public init(_ code: CloseCode, _ reason: String = "") {
    self.code = code
    self.reason = CloseFrame.cut(reason)
  }

  /// A close that says nothing.
  public static let empty = CloseFrame(code: nil, reason: "")

  /// The most bytes of a reason: a control frame has 125, two are the code's.
  public static let maximumReasonByteCount = 123

  /// The longest start of a text that fits a reason and ends between characters.
  public static func cut(_ reason: String) -> String {
    guard reason.utf8.count > maximumReasonByteCount else { return reason }
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in reason.unicodeScalars {
      byteCount += UTF8.width(scalar)
      guard byteCount <= maximumReasonByteCount else { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  private init(code: CloseCode?, reason: String) {
    self.code = code
    self.reason = reason
  }

  /// Reads a body.
  ///
  /// - Throws: one byte alone, a code that may not be sent, a reason that is not UTF-8.
  init(decoding body: [UInt8]) throws(WebSocketViolation) {
    guard !body.isEmpty else {
      self = .empty
      return
    }
    guard body.count >= 2 else { throw .closeBodyTooShort }
    code = CloseCode(rawValue: UInt16(body[0]) << 8 | UInt16(body[1]))
    guard let code, code.isSendable else { throw .closeCode(code?.rawValue ?? 0) }
    guard let reason = String(validating: body[2...], as: UTF8.self) else { throw .invalidUTF8 }
    self.reason = reason
  }

  /// The body on the wire.
  var encoded: [UInt8] {
    guard let code else { return [] }
    return [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xff)] + reason.utf8
  }
}

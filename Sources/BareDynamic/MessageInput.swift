public import BareRuntime

/// The bytes of a message as a person gives them.
public enum MessageInput {
  /// The input itself, or the bytes that its hex digits spell, whatever white space is between
  /// them.
  ///
  /// - Throws: ``HexError`` where something is neither, and class `length-limit`.
  public static func bytes(_ input: [UInt8], isHex: Bool) throws -> Bytes {
    guard isHex else { return try Bytes(input) }
    let digits = input.filter { !isWhiteSpace($0) }
    if let bytes = Bytes(hex: String(decoding: digits, as: UTF8.self)) { return bytes }
    if let index = input.firstIndex(where: { !isWhiteSpace($0) && !isDigit($0) }) {
      throw HexError.notADigit(byteOffset: index)
    }
    throw HexError.oddCount(digits.count)
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}

/// Text that is not hex.
public enum HexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A character that is neither a hex digit nor white space, by its offset in bytes.
  case notADigit(byteOffset: Int)

  /// Half a byte at the end.
  case oddCount(Int)

  /// What was expected and met.
  public var description: String {
    switch self {
    case .notADigit(let byteOffset):
      "expected hex digits and white space, met something else at byte \(byteOffset)"
    case .oddCount(let count): "expected two hex digits a byte, met \(count) digits"
    }
  }
}

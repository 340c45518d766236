extension JSONParser {
  /// An error at a byte.
  func error(_ kind: JSONError.Kind, at offset: Int, _ message: String) -> JSONError {
    let position = JSONPosition(byteOffset: offset, in: bytes)
    return JSONError(kind: kind, position: position, message: message)
  }

  /// An error at the cursor: something else was expected. The end of the text is a kind of its own.
  func unexpected(
    _ expected: String, kind: JSONError.Kind = .unexpectedText, met: String? = nil
  ) -> JSONError {
    let kind = offset < bytes.count ? kind : .unexpectedEnd
    return error(kind, at: offset, "expected \(expected), met \(met ?? metText())")
  }

  /// What stands at the cursor, for messages.
  func metText() -> String {
    switch next {
    case nil: "the end of the text"
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): "the end of the line"
    case UInt8(ascii: "`"): "a backquote"
    case .some(let byte) where (0x21...0x7E).contains(byte): "`\(UnicodeScalar(byte))`"
    case .some(let byte): "the byte 0x\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))"
    }
  }
}

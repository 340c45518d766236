extension JSONParser {
  /// Reads a string. One without escapes is copied once, whatever its length.
  mutating func parseString() throws(JSONError) -> String {
    let quote = offset
    offset += 1
    var decoded: [UInt8] = []
    while true {
      let start = offset
      skipPlainBytes()
      switch next {
      case UInt8(ascii: "\""):
        let end = offset
        offset += 1
        if start == quote + 1 { return try text(bytes[start..<end], from: quote) }
        decoded += bytes[start..<end]
        return try text(decoded[...], from: quote)
      case UInt8(ascii: "\\"):
        decoded += bytes[start..<offset]
        try parseEscape(into: &decoded)
      case nil: throw unclosed(quote)
      default: throw controlCharacter()
      }
    }
  }

  /// Moves to the next byte that means something in a string: a quote, an escape, a control.
  private mutating func skipPlainBytes() {
    var index = offset
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      index += 1
    }
    offset = index
  }

  /// The string of these bytes, the cursor being after the closing quote.
  private func text(_ decoded: ArraySlice<UInt8>, from quote: Int) throws(JSONError) -> String {
    if let text = String(validating: decoded, as: UTF8.self) { return text }
    // Escapes are ASCII and stand for whole characters, so the fault is in the text as it stands.
    throw error(.utf8, at: firstFault(in: quote..<offset), "expected UTF-8 in the string")
  }

  private func firstFault(in range: Range<Int>) -> Int {
    var iterator = bytes[range].makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var index = range.lowerBound
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { index += scalar.count }
    return index
  }

  private func unclosed(_ quote: Int) -> JSONError {
    let start = JSONPosition(byteOffset: quote, in: bytes)
    return unexpected("the closing `\"` of the string at \(start)")
  }

  private func controlCharacter() -> JSONError {
    let message = "expected a character of the string, met \(metText()): escape it, as in `\\n`"
    return error(.controlCharacter, at: offset, message)
  }
}

// MARK: - Escapes

extension JSONParser {
  /// Reads an escape and appends the UTF-8 of its character.
  private mutating func parseEscape(into decoded: inout [UInt8]) throws(JSONError) {
    let start = offset
    offset += 1
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(bytes[offset])
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try parseScalar(escapedAt: start)
      decoded += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      return
    default:
      throw unexpected("one of `\" \\ / b f n r t u` after the backslash", kind: .escape)
    }
    offset += 1
  }

  /// Reads from the `u` of `\u0041`, or of the two escapes of a surrogate pair.
  private mutating func parseScalar(escapedAt start: Int) throws(JSONError) -> UnicodeScalar {
    let unit = try parseCodeUnit()
    if let scalar = UnicodeScalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit) else { throw loneSurrogate(at: start) }
    guard take(UInt8(ascii: "\\")), next == UInt8(ascii: "u") else {
      throw next == nil ? unexpected("`\\u` and the other half") : loneSurrogate(at: start)
    }
    let trail = try parseCodeUnit()
    guard UTF16.isTrailSurrogate(trail) else { throw loneSurrogate(at: start) }
    return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
  }

  /// Reads `u` and its four hex digits.
  private mutating func parseCodeUnit() throws(JSONError) -> UInt16 {
    offset += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let digit = next.flatMap { Character(UnicodeScalar($0)).hexDigitValue }
      guard let digit else { throw unexpected("four hex digits after `\\u`", kind: .escape) }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }

  private func loneSurrogate(at start: Int) -> JSONError {
    let message = "expected both halves of a surrogate pair (`\\uD83D\\uDE00`), met only one"
    return error(.escape, at: start, message)
  }
}

extension JSONValue {
  /// The most arrays and objects around each other that are read. Reading takes up to 1.5 KiB of
  /// stack for each in an unoptimised build, and a thread may have no more than 512 KiB.
  public static let maximumDepth = 256

  /// Reads one JSON text, strictly by RFC 8259: UTF-8 without a byte order mark, no comments, no
  /// commas at the end, nothing after the value but white space. Repeated keys are kept. Time and
  /// memory grow with the text, in one pass.
  ///
  /// - Throws: what was expected and met, in which line and column; also for more than
  ///   ``maximumDepth`` arrays and objects around each other.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes)
    try parser.refuseByteOrderMark()
    self = try parser.parseValue(depth: 0)
    parser.skipWhiteSpace()
    try parser.expectEnd(after: "the value")
  }

  /// Reads one JSON text; positions in errors count its UTF-8 bytes.
  ///
  /// - Throws: as for bytes.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// A cursor over a JSON text. Every function starts at the first byte of what it reads and ends
/// after its last.
struct JSONParser {
  /// The text.
  let bytes: [UInt8]

  /// The index of the next byte.
  var offset = 0

  /// Starts at the first byte.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next byte, nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }
}

// MARK: - Values

extension JSONParser {
  /// Reads a value and the white space before it.
  mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
    skipWhiteSpace()
    switch next {
    case UInt8(ascii: "{"): return try parseObject(depth: depth + 1)
    case UInt8(ascii: "["): return try parseArray(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return .number(try parseNumber())
    default: return try parseWord()
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    offset += 1
    var object = JSONObject()
    while try hasNext(after: object.count, before: UInt8(ascii: "}")) {
      let key = try parseKey()
      object.append(key, try parseValue(depth: depth))
    }
    return .object(object)
  }

  private mutating func parseArray(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    offset += 1
    var elements: [JSONValue] = []
    while try hasNext(after: elements.count, before: UInt8(ascii: "]")) {
      elements.append(try parseValue(depth: depth))
    }
    return .array(elements)
  }

  /// Reads a key and its colon.
  mutating func parseKey() throws(JSONError) -> String {
    guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let key = try parseString()
    skipWhiteSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("`:` after the key") }
    return key
  }

  private mutating func parseWord() throws(JSONError) -> JSONValue {
    let word = wordAtCursor()
    let value: JSONValue? =
      switch word {
      case "null": .null
      case "true": .bool(true)
      case "false": .bool(false)
      default: nil
      }
    guard let value else { throw unexpected("a value", met: word.isEmpty ? nil : "`\(word)`") }
    offset += word.utf8.count
    return value
  }

  /// The letters from the cursor on; no more of them than make an error readable.
  private func wordAtCursor() -> String {
    let letters = bytes[offset...].prefix(16).prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

// MARK: - Between values

extension JSONParser {
  /// Moves past white space.
  mutating func skipWhiteSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  /// Moves past a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  /// Moves to the next element of an array or object, or past its end; tells whether there is one.
  mutating func hasNext(after count: Int, before close: UInt8) throws(JSONError) -> Bool {
    skipWhiteSpace()
    if take(close) { return false }
    guard count > 0 else { return true }
    let comma = offset
    let closing = String(UnicodeScalar(close))
    guard take(UInt8(ascii: ",")) else { throw unexpected("`,` or `\(closing)`") }
    skipWhiteSpace()
    guard next != close else {
      throw error(.unexpectedText, at: comma, "expected no comma before `\(closing)`: remove it")
    }
    return true
  }

  /// Refuses anything but the end of the text.
  func expectEnd(after what: String) throws(JSONError) {
    guard offset < bytes.count else { return }
    let message = "expected the end of the text after \(what), met \(metText())"
    throw error(.trailingText, at: offset, message)
  }

  fileprivate func refuseByteOrderMark() throws(JSONError) {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    let message = "expected a value, met a byte order mark: save the text as UTF-8 without one"
    throw error(.byteOrderMark, at: 0, message)
  }

  private func checkDepth(_ depth: Int) throws(JSONError) {
    guard depth > JSONValue.maximumDepth else { return }
    let message = "expected at most \(JSONValue.maximumDepth) arrays and objects around each other"
    throw error(.depth, at: offset, message)
  }
}

extension JSONValue {
  /// The value as JSON text in UTF-8 without white space. Only `"`, `\` and control characters are
  /// escaped; equal values give equal bytes.
  public func compactBytes() -> [UInt8] {
    var writer = JSONWriter(isSpaced: false)
    writer.write(self)
    return writer.bytes
  }

  /// `compactBytes` as a string.
  public var compactText: String { String(decoding: compactBytes(), as: UTF8.self) }
}

/// Appends values to a text, each on one line.
struct JSONWriter {
  /// The text so far.
  var bytes: [UInt8] = []

  /// Whether a space follows commas and colons.
  let isSpaced: Bool

  /// Starts an empty text.
  init(isSpaced: Bool) { self.isSpaced = isSpaced }

  /// Appends a value.
  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(let number): bytes += number.text.utf8
    case .string(let text): writeString(text)
    case .array(let elements): writeArray(elements)
    case .object(let object): writeObject(object)
    }
  }

  private mutating func writeArray(_ elements: [JSONValue]) {
    append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { append(isSpaced ? ", " : ",") }
      write(element)
    }
    append("]")
  }

  private mutating func writeObject(_ object: JSONObject) {
    append("{")
    for (index, member) in object.enumerated() {
      if index > 0 { append(isSpaced ? ", " : ",") }
      writeKey(member.key)
      write(member.value)
    }
    append("}")
  }

  /// Appends a key and its colon.
  mutating func writeKey(_ key: String) {
    writeString(key)
    append(isSpaced ? ": " : ":")
  }

  /// Appends ASCII that needs no escapes.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}

// MARK: - Strings

extension JSONWriter {
  /// Appends a string in quotes, what stands between escapes in one piece.
  private mutating func writeString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices where Self.escapedByteCount(utf8[index]) > 1 {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
        writeEscape(utf8[index])
        start = index + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The number of bytes that a byte of a string takes in the text.
  static func escapedByteCount(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: 2
    case ..<0x20: 6
    default: 1
    }
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append(byte < 0x10 ? "\\u000" : "\\u00")
      bytes += String(byte, radix: 16).utf8
    }
  }
}

/// The lines before the body of an HTTP/1.1 message (RFC 9112), no more than a handshake needs.
public struct HTTPHead: Hashable, Sendable {
  /// The most bytes of a head; servers take about as much, and no client in use sends more.
  public static let maximumByteCount = 16_384

  /// The most fields of a head.
  public static let maximumFieldCount = 100

  /// The request line, or the status line.
  public var startLine: String

  /// A name and what it says.
  public struct Field: Hashable, Sendable {
    /// The name as it was written.
    public let name: String

    /// The value without white space around it.
    public let value: String

    /// Makes a field.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields in order.
  public var fields: [Field]

  /// Makes a head.
  public init(startLine: String, fields: KeyValuePairs<String, String>) {
    self.startLine = startLine
    self.fields = fields.map { Field(name: $0.key, value: $0.value) }
  }

  /// The value of the first field of a name, whatever its case.
  public subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The parts of all fields of a name, which stand between commas.
  public func list(_ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name.lowercased() }
      .flatMap { $0.value.split(separator: ",") }.map { HTTPHead.trimmed($0[...]) }
  }

  /// The head with the empty line at its end.
  public func encoded() -> [UInt8] {
    let lines = fields.map { "\($0.name): \($0.value)" }
    return Array(([startLine] + lines + ["", ""]).joined(separator: "\r\n").utf8)
  }

  /// Reads the lines of a head, without the empty one.
  init(decoding bytes: ArraySlice<UInt8>) throws(HTTPHeadError) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    for index in lines.indices {
      if index < lines.count - 1 {
        guard lines[index].popLast() == 13 else { throw .line(number: index + 1) }
      }
      guard lines[index].allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else {
        throw .line(number: index + 1)
      }
    }
    startLine = String(decoding: lines[0], as: UTF8.self)
    guard lines.count - 1 <= HTTPHead.maximumFieldCount else {
      throw .tooManyFields(maximum: HTTPHead.maximumFieldCount)
    }
    fields = []
    for (index, line) in lines.enumerated().dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(HTTPHead.isNameByte)
      else { throw .line(number: index + 1) }
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      let name = String(decoding: line[..<colon], as: UTF8.self)
      fields.append(Field(name: name, value: HTTPHead.trimmed(value[...])))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

/// Why bytes are no head.
public enum HTTPHeadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More bytes than a head may have.
  case tooLarge(maximum: Int)

  /// More fields than a head may have.
  case tooManyFields(maximum: Int)

  /// A line that is not one of a head, counted from 1.
  case line(number: Int)

  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .tooLarge(let maximum): "the head has more than \(maximum) bytes"
    case .tooManyFields(let maximum): "the head has more than \(maximum) fields"
    case .line(let number): "line \(number) of the head is not `Name: value` ending in CR LF"
    }
  }
}

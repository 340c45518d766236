import BareJSON

/// Cuts a stream of bytes into messages, each with a header that says how long it is.
///
/// Bytes come in pieces of any size. After a fault nothing in the stream can be trusted to be a
/// header, so every later call gives the same fault.
public struct MessageFraming: Sendable {
  /// Clients write two short fields; a stream that is something else is told early.
  public static let maximumHeaderByteCount = 4_096

  /// A schema of a thousand lines has 40 KB; more than this would only fill the memory.
  public static let maximumContentByteCount = 64 << 20

  private var bytes: [UInt8] = []

  /// What of the bytes is taken already.
  private var start = 0

  /// How far the end of a header was sought in vain.
  private var searched = 0
  private var contentByteCount: Int?
  private var fault: FramingError?

  /// Makes a framing at the start of a stream.
  public init() {}

  /// Takes the next bytes of the stream.
  public mutating func append(_ piece: some Collection<UInt8>) {
    guard fault == nil else { return }
    bytes.removeFirst(start)
    searched -= start
    start = 0
    bytes += piece
  }

  /// Takes out the content of the next message; nil where bytes are missing yet.
  ///
  /// - Throws: where a header is none, or promises more than is taken.
  public mutating func next() throws(FramingError) -> [UInt8]? {
    if let fault { throw fault }
    do throws(FramingError) {
      if contentByteCount == nil { contentByteCount = try readHeader() }
    } catch {
      fault = error
      throw error
    }
    guard let count = contentByteCount, bytes.count - start >= count else { return nil }
    let content = Array(bytes[start..<(start + count)])
    start += count
    searched = start
    contentByteCount = nil
    return content
  }

  /// A message with its header.
  public static func frame(_ message: JSONValue) -> [UInt8] {
    let content = message.compactBytes()
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }

  private mutating func readHeader() throws(FramingError) -> Int? {
    while searched < bytes.count {
      let byteCount = searched - start + 1
      guard byteCount <= Self.maximumHeaderByteCount else { throw .headerTooLong }
      searched += 1
      let header = bytes[start..<searched]
      guard header.last == lineFeed else { continue }
      guard header.dropLast().last == carriageReturn else { throw .lineEndMalformed }
      guard header.count == 2 || header.dropLast(2).last == lineFeed else { continue }
      start = searched
      return try MessageHeader(header.dropLast(2)).contentByteCount
    }
    return nil
  }
}

/// What a header says.
private struct MessageHeader {
  private var length: Int?

  init(_ bytes: ArraySlice<UInt8>) throws(FramingError) {
    for line in bytes.split(separator: lineFeed) {
      try take(String(decoding: line.dropLast(), as: UTF8.self))
    }
  }

  var contentByteCount: Int {
    get throws(FramingError) {
      guard let length else { throw .lengthMissing }
      return length
    }
  }

  /// Takes `Name: value`; the case of the name and spaces around the value do not matter.
  private mutating func take(_ line: String) throws(FramingError) {
    guard let colon = line.firstIndex(of: ":") else { throw .fieldMalformed(line) }
    guard line[..<colon].lowercased() == "content-length" else { return }
    guard length == nil else { throw .lengthRepeated }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    let digits = String(value.reversed().drop { $0 == " " }.reversed())
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .lengthMalformed(digits)
    }
    guard let count = Int(digits), count <= MessageFraming.maximumContentByteCount else {
      throw .contentTooLong(digits)
    }
    length = count
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

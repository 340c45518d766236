import WebSocketWire

/// The body of a request whose head is here: as many bytes as its head says.
struct HTTPBodyReader {
  let line: HTTPRequestLine
  private let byteCount: Int
  private(set) var bytes: [UInt8] = []

  /// - Throws: no request line, or a length that is none or too much.
  init(_ head: HTTPHead) throws(AdminRefusal) {
    guard let line = HTTPRequestLine(head.startLine) else {
      throw .badRequest("expected `METHOD PATH HTTP/1.1`")
    }
    guard head["Transfer-Encoding"] == nil else {
      throw .badRequest("a body needs a `Content-Length`, and comes as it is")
    }
    guard let count = Int(head["Content-Length"] ?? "0"),
      0...AdminRequest.maximumBodyByteCount ~= count
    else {
      throw .badRequest(
        "`Content-Length` is not 0 to \(AdminRequest.maximumBodyByteCount) bytes")
    }
    self.line = line
    byteCount = count
  }

  var isComplete: Bool { bytes.count == byteCount }

  mutating func take(_ input: inout ArraySlice<UInt8>) {
    let piece = input.prefix(byteCount - bytes.count)
    bytes += piece
    input = input.dropFirst(piece.count)
  }
}

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
    try HTTPBodyReader.checkOrigin(of: head)
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

  /// Refuses what another page in a browser asks for: it could steer a server of this machine
  /// behind the back of who runs it, under its own name or one that leads here.
  private static func checkOrigin(of head: HTTPHead) throws(AdminRefusal) {
    guard let host = head["Host"] else { return }
    let name = host.prefix { $0 != ":" }
    guard name == "127.0.0.1" || name == "localhost" else {
      throw .forbidden("the admin side is 127.0.0.1 or localhost, not `\(name)`")
    }
    if let origin = head["Origin"], origin != "http://\(host)" {
      throw .forbidden("the page at `\(origin)` may not use the admin side")
    }
  }

  var isComplete: Bool { bytes.count == byteCount }

  mutating func take(_ input: inout ArraySlice<UInt8>) {
    let piece = input.prefix(byteCount - bytes.count)
    bytes += piece
    input = input.dropFirst(piece.count)
  }
}

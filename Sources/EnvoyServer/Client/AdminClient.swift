import SocketIO
import WebSocketWire

/// The admin side of a server, from outside.
public struct AdminClient: Sendable {
  private let host: String
  private let port: UInt16

  /// The admin side at `http://HOST:PORT`; nil for anything else.
  public init?(_ endpoint: String) {
    let parts = endpoint.dropFirst("http://".count).prefix { $0 != "/" }.split(separator: ":")
    guard endpoint.hasPrefix("http://"), parts.count == 2, let port = UInt16(parts[1]) else {
      return nil
    }
    host = String(parts[0])
    self.port = port
  }

  /// What a request was answered with.
  public struct Answer: Hashable, Sendable {
    /// The number of the status line; 200 if all is well.
    public let status: Int

    /// The body, a line of JSON.
    public let body: String
  }

  /// Asks for something.
  ///
  /// - Throws: a server that is not there, or that says no HTTP.
  public func ask(
    _ method: String, _ path: String, body: String = ""
  ) throws(SystemError) -> Answer {
    let client = try TCPClient(host: host, port: port)
    let head = HTTPHead(
      startLine: "\(method) \(path) HTTP/1.1",
      fields: ["Host": "\(host):\(port)", "Content-Length": "\(body.utf8.count)"])
    try client.send(head.encoded() + body.utf8)
    var answer = try client.receiveAll()[...]
    var reader = HTTPHeadReader()
    guard let head = try? reader.next(&answer),
      let status = Int(head.startLine.dropFirst("HTTP/1.1 ".count).prefix(3))
    else { throw SystemError("cannot understand the answer of \(host):\(port)", code: 0) }
    return Answer(status: status, body: String(decoding: answer, as: UTF8.self))
  }
}

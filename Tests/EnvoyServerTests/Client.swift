import SocketIO
import WebSocketWire

@testable import EnvoyServer

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A client that blocks, for tests: raw bytes, or a WebSocket over them.
final class Client {
  private let stream: TCPClient
  private var socket = WebSocketConnection(role: .client(maskingSeed: 42))
  private var unread: [UInt8] = []

  /// Connects to a port of this machine.
  init(port: UInt16) throws {
    do throws(SystemError) {
      stream = try TCPClient(host: "127.0.0.1", port: port)
    } catch {
      throw Failure("\(error)")
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      stream.file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout.size(ofValue: limit)))
  }

  /// Opens a WebSocket.
  func upgrade(_ target: String, subprotocols: [String] = ["rivet"]) throws -> String? {
    let handshake = ClientHandshake(
      host: "127.0.0.1", target: target, subprotocols: subprotocols, keyBytes: Array(0..<16))
    try send(handshake.request.encoded())
    var reader = HTTPHeadReader()
    while true {
      var input = try receive()[...]
      guard let head = try reader.next(&input) else { continue }
      unread = Array(input)
      return try handshake.check(head)
    }
  }

  /// Sends a binary message.
  func send(message: [UInt8]) throws {
    var output: [UInt8] = []
    socket.send(.binary(message), into: &output)
    try send(output)
  }

  /// The next thing that happens; nil once the server has gone.
  func next() throws -> WebSocketEvent? {
    while true {
      var (input, output): (ArraySlice<UInt8>, [UInt8]) = (unread[...], [])
      let event = socket.receive(&input, into: &output)
      unread = Array(input)
      if !output.isEmpty { try send(output) }
      if let event { return event }
      let more = try receive()
      if more.isEmpty { return nil }
      unread = more
    }
  }

  /// Sends bytes as they are.
  func send(_ bytes: [UInt8]) throws { try stream.send(bytes) }

  /// Has what follows wait for nothing.
  func makeNonBlocking() { _ = fcntl(stream.file, F_SETFL, O_NONBLOCK) }

  /// Sends as many bytes as the system takes at once, and forgets the rest.
  func sendWhatFits(_ bytes: [UInt8]) { _ = write(stream.file, bytes, bytes.count) }

  /// Says that nothing more will be sent.
  func shutWriting() { shutdown(stream.file, Int32(SHUT_WR)) }

  /// Some bytes; none once the server has gone.
  func receive() throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(stream.file, &bytes, bytes.count, 0)
    guard count >= 0 else {
      if errno == ECONNRESET { return [] }
      throw Failure("nothing came for 20 s")
    }
    return Array(bytes[..<count])
  }

  /// All bytes until the server has gone.
  func receiveAll() throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let some = try receive()
      if some.isEmpty { return all }
      all += some
    }
  }

  struct Failure: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }
}

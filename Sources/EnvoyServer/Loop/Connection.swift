import EnvoyServerCore
import SocketIO
import WebSocketWire

/// A TCP connection: first a request, then perhaps a WebSocket.
final class Connection {
  /// Output that waits beyond this stops reading until the peer has taken it, so a peer that never
  /// reads costs this, one reply and one message, and no more.
  static let highWaterByteCount = 1_048_576

  let file: Int32
  let id: ConnectionID

  /// Whether it came to the admin side.
  let isAdmin: Bool

  /// Reads the body of a request to the admin side; nil before its head is there.
  var body: HTTPBodyReader?

  /// Reads the request; nil once it is there.
  var head: HTTPHeadReader? = HTTPHeadReader()

  /// The WebSocket; nil before the upgrade, and for what is none.
  var socket: WebSocketConnection?

  /// Whether the server knows of it.
  var isOpen = false

  /// Until when the peer's close is awaited; nil while nobody has closed.
  var lingerEndMilliseconds: Int64?

  /// Until when nothing is read or written, as if the network had stopped; nil for not at all.
  var stallEndMilliseconds: Int64?

  /// Whether everything is written and our side is shut.
  var isShut = false

  /// What waits to be written.
  var output: [UInt8] = []
  var writtenByteCount = 0

  /// What came and was not looked at since too much waits to be written.
  var unread: [UInt8] = []

  /// What is watched at present.
  var watchesReads = true
  var watchesWrites = false

  init(file: Int32, id: ConnectionID, isAdmin: Bool) {
    self.isAdmin = isAdmin
    self.file = file
    self.id = id
  }

  var waitingByteCount: Int { output.count - writtenByteCount }
  var isClogged: Bool { waitingByteCount > Connection.highWaterByteCount }

  /// Writes what the peer takes; false if it is gone.
  func flush() -> Bool {
    while writtenByteCount < output.count {
      switch Stream.write(output, from: writtenByteCount, to: file) {
      case .count(let count): writtenByteCount += count
      case .later: return true
      case .gone: return false
      }
    }
    output.removeAll(keepingCapacity: output.count <= Connection.keptByteCount)
    writtenByteCount = 0
    return true
  }

  /// A buffer up to this size is kept for the next message; idle connections hold little.
  private static let keptByteCount = 4096
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What both ends of a TCP connection over IPv4 need.
package enum TCPSocket {
  /// An address, by its digits or as `localhost`.
  package static func address(
    host: String, port: UInt16, for action: String
  ) throws(SystemError) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &address.sin_addr) == 1
    else { throw SystemError(action, code: EINVAL) }
    return address
  }

  /// A new socket.
  package static func open(for action: String) throws(SystemError) -> Int32 {
    #if canImport(Darwin)
      let file = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    guard file >= 0 else { throw SystemError(action) }
    return file
  }

  /// Has small messages sent at once, instead of gathered.
  package static func sendAtOnce(_ file: Int32) {
    turnOn(TCP_NODELAY, of: Int32(IPPROTO_TCP), file)
  }

  /// Turns an option on.
  package static func turnOn(_ option: Int32, of level: Int32, _ file: Int32) {
    var one: Int32 = 1
    setsockopt(file, level, option, &one, socklen_t(MemoryLayout.size(ofValue: one)))
  }
}

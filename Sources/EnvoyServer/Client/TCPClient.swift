#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A TCP connection to an IPv4 address, with calls that block.
final class TCPClient {
  let file: Int32

  /// Connects.
  ///
  /// - Throws: the system's reason, with the address.
  init(host: String, port: UInt16) throws(SystemError) {
    let action = "cannot connect to \(host):\(port)"
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &address.sin_addr) == 1
    else { throw SystemError(action, code: EINVAL) }
    #if canImport(Darwin)
      file = socket(AF_INET, SOCK_STREAM, 0)
    #else
      file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    guard file >= 0 else { throw SystemError(action) }
    let size = socklen_t(MemoryLayout.size(ofValue: address))
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
    }
    var one: Int32 = 1
    setsockopt(
      file, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout.size(ofValue: one)))
    guard status == 0 else {
      let code = errno
      close(file)
      throw SystemError(action, code: code)
    }
  }

  deinit { close(file) }

  /// Sends all bytes.
  func send(_ bytes: [UInt8]) throws(SystemError) {
    var sentCount = 0
    while sentCount < bytes.count {
      switch Stream.write(bytes, from: sentCount, to: file) {
      case .count(let count): sentCount += count
      case .later: continue
      case .gone: throw SystemError("cannot send")
      }
    }
  }

  /// All bytes until the peer ends the connection.
  func receiveAll() throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    var some = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch Stream.read(file, into: &some) {
      case .count(0): return all
      case .count(let count): all += some[..<count]
      case .later: continue
      case .gone: throw SystemError("cannot receive")
      }
    }
  }
}

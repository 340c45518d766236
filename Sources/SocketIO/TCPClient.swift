#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A TCP connection over IPv4, with calls that block.
package final class TCPClient {
  package let file: Int32

  /// Connects.
  ///
  /// - Throws: the system's reason, with the address.
  package init(host: String, port: UInt16) throws(SystemError) {
    let action = "cannot connect to \(host):\(port)"
    var address = try TCPSocket.address(host: host, port: port, for: action)
    file = try TCPSocket.open(for: action)
    let size = socklen_t(MemoryLayout.size(ofValue: address))
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
    }
    guard status == 0 else {
      let code = errno
      close(file)
      throw SystemError(action, code: code)
    }
    TCPSocket.sendAtOnce(file)
  }

  /// Takes over a connection that was accepted.
  package init(accepted file: Int32) { self.file = file }

  deinit { close(file) }

  /// Sends all bytes.
  package func send(_ bytes: [UInt8]) throws(SystemError) {
    var sentCount = 0
    while sentCount < bytes.count {
      switch Stream.write(bytes, from: sentCount, to: file) {
      case .count(let count): sentCount += count
      case .later: Poll.untilWritable(file)
      case .gone: throw SystemError("cannot send")
      }
    }
  }

  /// Some bytes; none once the peer has ended the connection, nil where nothing comes in time.
  package func receive(timeoutMilliseconds: Int64) throws(SystemError) -> [UInt8]? {
    guard Poll.isReadable(file, timeoutMilliseconds: timeoutMilliseconds) else { return nil }
    var some = [UInt8](repeating: 0, count: 262_144)
    switch Stream.read(file, into: &some) {
    case .count(let count): return Array(some[..<count])
    case .later: return nil
    case .gone: return []
    }
  }

  /// Ends both ways at once.
  package func shut() { shutdown(file, Int32(SHUT_RDWR)) }

  /// All bytes until the peer ends the connection.
  package func receiveAll() throws(SystemError) -> [UInt8] {
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

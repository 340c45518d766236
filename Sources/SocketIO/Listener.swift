#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A TCP port that takes connections.
package struct Listener {
  private static let waitingCount: Int32 = 1024

  package let file: Int32
  package let port: UInt16

  /// Listens on an IPv4 address; port 0 picks a free one.
  package init(host: String, port: UInt16) throws(SystemError) {
    let action = "cannot listen on \(host):\(port)"
    let address = try TCPSocket.address(host: host, port: port, for: action)
    file = try TCPSocket.open(for: action)
    TCPSocket.turnOn(SO_REUSEADDR, of: SOL_SOCKET, file)
    makeNonBlocking(file)
    do throws(SystemError) {
      self.port = try Listener.bind(file, to: address, action)
    } catch {
      close(file)
      throw error
    }
  }

  /// Takes the next connection that waits, without blocking; nil for none.
  package func accept() throws(SystemError) -> Int32? {
    while true {
      let accepted = systemAccept(file, nil, nil)
      if accepted >= 0 {
        makeNonBlocking(accepted)
        TCPSocket.sendAtOnce(accepted)
        return accepted
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EAGAIN: return nil
      default: throw SystemError("cannot accept a connection")
      }
    }
  }

  /// Stops listening.
  package func end() { close(file) }

  private static func bind(
    _ file: Int32, to address: sockaddr_in, _ action: String
  ) throws(SystemError) -> UInt16 {
    var address = address
    var size = socklen_t(MemoryLayout.size(ofValue: address))
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        systemBind(file, address, size) == 0 && listen(file, waitingCount) == 0
          && getsockname(file, address, &size) == 0
      }
    }
    guard status else { throw SystemError(action) }
    return UInt16(bigEndian: address.sin_port)
  }
}

/// Lets calls on a file return at once, and keeps it from child processes.
package func makeNonBlocking(_ file: Int32) {
  _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
  _ = fcntl(file, F_SETFD, FD_CLOEXEC)
}

/// Outside of `Listener`, where `bind` and `accept` would mean its own.
private func systemBind(_ file: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t)
  -> Int32
{
  bind(file, address, size)
}

private func systemAccept(
  _ file: Int32, _ address: UnsafeMutablePointer<sockaddr>?,
  _ size: UnsafeMutablePointer<socklen_t>?
) -> Int32 {
  accept(file, address, size)
}

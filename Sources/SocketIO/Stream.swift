#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Bytes through a socket that does not block.
package enum Stream {
  /// What came of a call.
  package enum Outcome {
    /// So many bytes; 0 read is the end.
    case count(Int)

    /// Nothing now, without harm.
    case later

    /// The connection is gone.
    case gone
  }

  /// Reads what is there, up to the size of the buffer.
  package static func read(_ file: Int32, into buffer: inout [UInt8]) -> Outcome {
    let count = buffer.withUnsafeMutableBytes { recv(file, $0.baseAddress, $0.count, 0) }
    return outcome(count)
  }

  /// Writes bytes from an index on, as many as fit.
  package static func write(_ bytes: [UInt8], from start: Int, to file: Int32) -> Outcome {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    let count = bytes.withUnsafeBytes { buffer in
      let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
      return send(file, rest.baseAddress, rest.count, flags)
    }
    return outcome(count)
  }

  /// Has the peer told, at the end of a connection, that it broke, and not that it ended.
  package static func breakOff(_ file: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout.size(ofValue: option)))
  }

  private static func outcome(_ count: Int) -> Outcome {
    if count >= 0 { return .count(count) }
    return errno == EAGAIN || errno == EINTR ? .later : .gone
  }
}

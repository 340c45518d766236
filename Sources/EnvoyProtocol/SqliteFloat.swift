import BareRuntime

/// Floats of SQL have their bits in big-endian order, as nothing else has here (`ENVOY-6.1`).
extension Double {
  /// The float of 8 bytes.
  package init(sqliteBytes bytes: Bytes) {
    self.init(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// Its bits, the highest byte first.
  package var sqliteBytes: Bytes {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: bitPattern >> (56 - 8 * UInt64($0))) }
    return (try? Bytes(bytes)) ?? Bytes()
  }
}

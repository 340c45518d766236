import BareRuntime

extension Bytes {
  /// The bytes in storage of their own, so that they pin no frame; one copy, no walk.
  var copied: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

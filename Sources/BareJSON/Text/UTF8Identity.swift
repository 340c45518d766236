extension String {
  /// Whether both hold the same UTF-8 bytes, which `==` of `String` does not ask.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// Feeds the UTF-8 bytes and an end mark to a hasher, so that strings in a row stay apart.
  func hashBytes(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}

extension Optional: BareDecodable where Wrapped: BareDecodable {
  /// The byte that says whether a value follows.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// Reads 0, or 1 and a value (`BARE-W14`); class `truncated` or `optional`, or what the value
  /// says.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self = try reader.decodeOptional { (reader) throws(BareError) in
      try Wrapped(decoding: &reader)
    }
  }
}

extension Optional: BareEncodable where Wrapped: BareEncodable {
  /// One byte, and those of the value.
  @inlinable
  public var encodedByteCount: Int {
    switch self {
    case .none: 1
    case .some(let value): 1 &+ value.encodedByteCount
    }
  }

  /// Writes 0, or 1 and the value (`BARE-W14`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    try writer.encodeOptional(self) { (value, writer) throws(BareError) in
      try value.encode(into: &writer)
    }
  }
}

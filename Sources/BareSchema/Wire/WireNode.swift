/// A type as its bytes tell it apart: names stay only where a reader would take one for another.
///
/// Nodes live in a ``WireTable`` and name each other by their index there, so two types that are
/// declared alike, all the way down, are one node.
enum WireNode: Hashable {
  /// No bytes.
  case void

  /// An integer or float.
  case number(WireNumber)

  /// A `str`: a count, and bytes that are UTF-8.
  case text

  /// A count and so many elements; `data` is a list of bytes.
  case list(WireIndex)

  /// A count and so many pairs, no key twice.
  case map(key: WireIndex, value: WireIndex)

  /// A number that is listed, and what it stands before: `enum`, `union`, `optional` and `bool`.
  case choice([Member])

  /// Parts one after another.
  case sequence([Part])

  /// The same part so many times; `data[n]` is so many bytes.
  case repeated(WireIndex, count: UInt64)

  /// One number of a choice.
  struct Member: Hashable {
    let number: UInt64

    /// What the number is called; nil where that is fixed, as in `optional`.
    let name: String?
    let payload: WireIndex
  }

  /// One part of a sequence.
  struct Part: Hashable {
    let name: String
    let type: WireIndex
  }
}

/// The place of a node in its table.
typealias WireIndex = Int

/// The integers and floats, by how they look in bytes.
enum WireNumber: Hashable {
  /// A varint; signed ones in zigzag.
  case varint(isSigned: Bool)

  /// So many bytes, little-endian.
  case fixed(byteCount: Int, isSigned: Bool)

  /// IEEE 754, little-endian.
  case float(byteCount: Int)
}

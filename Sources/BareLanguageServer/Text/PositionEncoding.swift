/// What the characters of a position are counted in.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// How many of its units a scalar of so many bytes of UTF-8 takes.
  func unitCount(ofByteCount byteCount: Int) -> Int {
    switch self {
    case .utf8: byteCount
    case .utf16: byteCount == 4 ? 2 : 1
    }
  }
}

/// A place in a text as the protocol counts: both numbers start at 0.
struct Position: Hashable {
  let line: Int
  let character: Int
}

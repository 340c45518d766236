/// A place in a JSON text.
public struct JSONPosition: Hashable, Sendable, CustomStringConvertible {
  /// The number of bytes before the place.
  public let byteOffset: Int

  /// The line, from 1; lines end in LF.
  public let line: Int

  /// The column in UTF-8 bytes, from 1.
  public let column: Int

  /// Finds line and column of a byte; an offset outside the text is moved to its nearest end.
  /// Reads the text up to the place, so ask when there is an error to show.
  public init(byteOffset: Int, in bytes: [UInt8]) {
    self.byteOffset = min(max(byteOffset, 0), bytes.count)
    let before = bytes[..<self.byteOffset]
    let newline = UInt8(ascii: "\n")
    line = 1 + before.count { $0 == newline }
    column = self.byteOffset - (before.lastIndex(of: newline) ?? -1)
  }

  /// `line 3, column 7`.
  public var description: String { "line \(line), column \(column)" }
}

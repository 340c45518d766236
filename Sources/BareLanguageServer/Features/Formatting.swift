import BareJSON
import BareSchema

extension Document {
  /// The one edit that formats the text, none where it is formatted, and null where it cannot be
  /// read.
  func formattingEdits() -> JSONValue {
    guard let formatted = try? SchemaFormatter.format(source) else { return .null }
    guard formatted != source.bytes else { return [] }
    let edit = SmallestEdit(from: source.bytes, to: formatted)
    return [self.edit(edit.span, String(decoding: edit.replacement, as: UTF8.self))]
  }
}

/// What differs between two texts, between what is the same at their starts and ends.
private struct SmallestEdit {
  let span: SourceSpan
  let replacement: ArraySlice<UInt8>

  init(from old: [UInt8], to new: [UInt8]) {
    let maximum = min(old.count, new.count)
    var start = 0
    while start < maximum, old[start] == new[start] { start += 1 }
    while start > 0, !Self.isBoundary(start, in: old) || !Self.isBoundary(start, in: new) {
      start -= 1
    }
    var shared = 0
    while shared < maximum - start, old[old.count - 1 - shared] == new[new.count - 1 - shared] {
      shared += 1
    }
    while shared > 0,
      !Self.isBoundary(old.count - shared, in: old)
        || !Self.isBoundary(new.count - shared, in: new)
    {
      shared -= 1
    }
    span = SourceSpan(start: start, end: old.count - shared)
    replacement = new[start..<(new.count - shared)]
  }

  /// Whether a position can name the place: not one within a character or a line end.
  private static func isBoundary(_ index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0, index < bytes.count else { return true }
    let isInLineEnd = bytes[index] == UInt8(ascii: "\n") && bytes[index - 1] == UInt8(ascii: "\r")
    return bytes[index] & 0xC0 != 0x80 && !isInLineEnd
  }
}

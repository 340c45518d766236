/// A stream that is none of messages with headers: what was expected and what was met.
public enum FramingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A header does not end within `MessageFraming.maximumHeaderByteCount`.
  case headerTooLong
  /// A line of a header ends in a line feed alone.
  case lineEndMalformed
  /// A line of a header has no colon.
  case fieldMalformed(String)
  /// No field says the length.
  case lengthMissing
  /// Two fields say the length.
  case lengthRepeated
  /// The length is no number.
  case lengthMalformed(String)
  /// The length is beyond `MessageFraming.maximumContentByteCount`.
  case contentTooLong(String)

  /// One sentence for a person.
  public var description: String {
    switch self {
    case .headerTooLong:
      "expected a header of at most \(MessageFraming.maximumHeaderByteCount) bytes, met more; "
        + "is the client one of the language server protocol?"
    case .lineEndMalformed: "expected CR LF at the end of a header's line, met LF alone"
    case .fieldMalformed(let line):
      "expected `Name: value` in a header, met `\(line.prefix(Self.maximumShownCount))`"
    case .lengthMissing: "expected a header with `Content-Length`, met one without"
    case .lengthRepeated: "expected one `Content-Length` in a header, met two"
    case .lengthMalformed(let text):
      "expected `Content-Length` to be a number, met `\(text.prefix(Self.maximumShownCount))`"
    case .contentTooLong(let text):
      "expected a message of at most \(MessageFraming.maximumContentByteCount) bytes, "
        + "met one of \(text.prefix(Self.maximumShownCount))"
    }
  }

  /// More characters of a text that is wrong do not help to see what it is.
  private static let maximumShownCount = 40
}

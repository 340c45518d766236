import BareSchema

/// Text of a message as a terminal may show it.
enum QuotedText {
  /// The text in quotes, cut where it is wider than so many columns.
  ///
  /// Whatever a terminal would act on is escaped, and no more is looked at than is shown.
  static func quoted(_ text: some Sequence<Unicode.Scalar>, columns: Int) -> String {
    let room = max(columns, minimumColumns) - 2
    var shown = ""
    var shownEnd = shown.endIndex
    var width = 0
    for scalar in text {
      let piece = escaped(scalar)
      width += piece.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
      if width > room { return "\"" + shown[..<shownEnd] + "…\"" }
      shown += piece
      if width < room { shownEnd = shown.endIndex }
    }
    return "\"" + shown + "\""
  }

  /// Quotes, a sign that something was cut, and a few letters.
  private static let minimumColumns = 8

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": return "\\\(scalar)"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let isHidden = DisplayWidth.isHidden(scalar)
      return isHidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
  }
}

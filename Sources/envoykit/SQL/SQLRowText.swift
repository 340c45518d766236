import BareRuntime
import SQLiteLibrary

/// Rows as lines: columns by `|`, NULL empty, blobs `x'...'`, integers exact.
enum SQLRowText {
  static func line(_ row: [SQLiteValue]) -> String {
    row.map(text).joined(separator: "|")
  }

  private static func text(_ value: SQLiteValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    // The shortest text that reads back as the same number.
    case .real(let number): number.isInfinite ? (number < 0 ? "-Inf" : "Inf") : "\(number)"
    case .text(let text): text
    case .blob(let bytes): "x'\((try? Bytes(bytes))?.hex ?? "")'"
    }
  }
}

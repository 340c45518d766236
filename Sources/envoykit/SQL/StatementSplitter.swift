/// Cuts text into statements of SQL, piece by piece as it comes.
///
/// A statement ends at a semicolon outside of quotes, brackets and comments; that of a trigger at
/// the semicolon behind its END. What is empty or a comment alone is no statement.
struct StatementSplitter {
  /// Where in a statement the text so far ends.
  private enum Mode {
    case code
    case quote(UInt8)
    case lineComment
    case blockComment
  }

  /// How much of CREATE TRIGGER was met, and how much of the semicolon and END that end it: an END
  /// behind anything else is that of a CASE.
  private enum Trigger {
    case unknown
    case explain
    case create
    case no
    case body
    case semicolon
    case end
  }

  private var bytes: [UInt8] = []
  private var mode = Mode.code
  private var trigger = Trigger.unknown
  private var word: [UInt8] = []
  private var last: UInt8 = 0
  private var hasCode = false

  /// Whether a statement was begun and has not ended.
  var isInside: Bool {
    if case .blockComment = mode { return true }
    return hasCode
  }

  /// Takes text, and gives the statements that end in it, each with its semicolon.
  mutating func take(_ text: String) -> [String] {
    text.utf8.compactMap { take($0) }
  }

  /// What is left at the end of the text, which needs no semicolon; nil for nothing.
  mutating func finish() -> String? {
    defer { self = StatementSplitter() }
    return hasCode ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private mutating func take(_ byte: UInt8) -> String? {
    bytes.append(byte)
    defer { last = byte }
    switch mode {
    case .quote(let end): if byte == end { mode = .code }
    case .lineComment: if byte == UInt8(ascii: "\n") { mode = .code }
    case .blockComment:
      if last == UInt8(ascii: "*"), byte == UInt8(ascii: "/") {
        mode = .code
        // The star of `/**/` opens no other comment.
        last = 0
      }
    case .code: return takeCode(byte)
    }
    return nil
  }

  private mutating func takeCode(_ byte: UInt8) -> String? {
    if Self.isPartOfWord(byte) {
      word.append(byte | 0x20)
      hasCode = true
      return nil
    }
    endWord()
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): begin(.quote(byte))
    case UInt8(ascii: "["): begin(.quote(UInt8(ascii: "]")))
    case UInt8(ascii: "-") where last == byte: mode = .lineComment
    case UInt8(ascii: "*") where last == UInt8(ascii: "/"): mode = .blockComment
    case UInt8(ascii: ";"): return endStatement()
    case UInt8(ascii: " "), 9...13: break
    default:
      // The first character of a comment is no code, as only the next one tells.
      hasCode = hasCode || !(byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/"))
    }
    return nil
  }

  private mutating func begin(_ mode: Mode) {
    self.mode = mode
    hasCode = true
    if isInTrigger { trigger = .body }
  }

  private var isInTrigger: Bool { [.body, .semicolon, .end].contains(trigger) }

  private mutating func endStatement() -> String? {
    if trigger == .body || trigger == .semicolon {
      trigger = .semicolon
      return nil
    }
    guard hasCode else {
      self = StatementSplitter()
      return nil
    }
    return finish()
  }

  /// Words decide whether it is a trigger, and where that ends.
  private mutating func endWord() {
    guard !word.isEmpty else { return }
    defer { word = [] }
    let text = String(decoding: word, as: UTF8.self)
    trigger =
      switch (trigger, text) {
      case (.unknown, "explain"), (.explain, "query"), (.explain, "plan"): .explain
      case (.unknown, "create"), (.explain, "create"): .create
      case (.create, "temp"), (.create, "temporary"): .create
      case (.create, "trigger"): .body
      case (.semicolon, "end"): .end
      case (.body, _), (.semicolon, _), (.end, _): .body
      default: .no
      }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 128...255:
      true
    default: false
    }
  }
}

/// Collects lines of Swift, indented by two spaces a level.
final class CodePrinter {
  /// The most columns of a line, which is what `swift format` allows.
  static let maximumColumnCount = 100

  private(set) var text = ""
  private var level = 0
  private var wantsBlankLine = false
  private var isAtBlockStart = false

  /// Adds a line; an empty one separates, but is never the first or last of a block.
  func line(_ line: String = "") {
    guard !line.isEmpty else {
      wantsBlankLine = !text.isEmpty && !isAtBlockStart
      return
    }
    if wantsBlankLine { text += "\n" }
    wantsBlankLine = false
    isAtBlockStart = false
    if fits(line) { return add(line) }
    for part in Self.broken(line) { add(part) }
  }

  private func add(_ line: String) {
    for _ in 0..<level { text += "  " }
    text += line
    text += "\n"
  }

  /// Adds lines as they are, below each other.
  func lines(_ lines: some Sequence<String>) {
    for line in lines { self.line(line) }
  }

  /// Adds `header {`, what `body` adds one level deeper, and `}`.
  func block(_ header: String, _ body: () -> Void) {
    indented(header + " {", "}", body)
  }

  /// Adds a line, what `body` adds one level deeper, and another line.
  func indented(_ first: String, _ last: String, _ body: () -> Void) {
    line(first)
    level += 1
    isAtBlockStart = true
    body()
    isAtBlockStart = false
    level -= 1
    wantsBlankLine = false
    line(last)
  }

  /// Adds what `body` adds one level deeper.
  func deeper(_ body: () -> Void) {
    level += 1
    body()
    level -= 1
  }

  /// Adds `prefix` and items in parentheses: on one line if that fits, else one item a line.
  func list(_ prefix: String, _ items: [String], suffix: String = "") {
    let oneLine = prefix + "(" + items.joined(separator: ", ") + ")" + suffix
    if fits(oneLine) { return line(oneLine) }
    line(prefix + "(")
    level += 1
    for (index, item) in items.enumerated() {
      line(item + (index == items.count - 1 ? "" : ","))
    }
    level -= 1
    line(")" + suffix)
  }

  /// Adds a call: on one line if that fits, else one argument a line.
  func call(_ callee: String, _ arguments: [[String]]) {
    let oneLine = callee + "(" + arguments.map { $0.joined() }.joined(separator: ", ") + ")"
    if arguments.allSatisfy({ $0.count == 1 }), fits(oneLine) { return line(oneLine) }
    line(callee + "(")
    for (index, argument) in arguments.enumerated() {
      let end = index == arguments.count - 1 ? ")" : ","
      lines(Lines.wrap("", argument.map { "  " + $0 }, end))
    }
  }

  /// Adds a case of a switch, on one line where it fits.
  func switchCase(_ head: String, _ body: [String]) {
    if body.count == 1, fits("\(head) \(body[0])") { return line("\(head) \(body[0])") }
    line(head)
    lines(body.map { "  " + $0 })
  }

  /// Adds two parts of a line, the second one on a line of its own where they do not fit.
  func line(_ head: String, continued tail: String) {
    if fits("\(head) \(tail)") { return line("\(head) \(tail)") }
    line(head)
    line("  " + tail)
  }

  /// Adds a doc comment, its paragraphs filled to the width there is.
  func documentation(_ comment: [String]) {
    let width = Self.maximumColumnCount - 2 * level - 4
    for textLine in CommentFiller.fill(comment, columnCount: width) {
      line(textLine.isEmpty ? "///" : "/// " + textLine)
    }
  }

  /// A call that is too long, broken at its parentheses; other lines as they are.
  ///
  /// The formatter keeps the closing one behind the last argument, unless a closure follows.
  private static func broken(_ line: String) -> [String] {
    let letters = Array(line)
    let closureStart = letters.indices.last { letters[$0...].starts(with: ") {") }
    guard let close = closureStart ?? (letters.last == ")" ? letters.count - 1 : nil),
      let open = openingParenthesis(of: close, in: letters)
    else { return [line] }
    let indent = String(letters.prefix { $0 == " " })
    let head = String(letters[...open])
    guard closureStart != nil else {
      return [head, indent + "  " + String(letters[(open + 1)...])]
    }
    return [
      head, indent + "  " + String(letters[(open + 1)..<close]), indent + String(letters[close...]),
    ]
  }

  private static func openingParenthesis(of close: Int, in letters: [Character]) -> Int? {
    var depth = 0
    return letters[...close].indices.reversed().first { index in
      if letters[index] == ")" { depth += 1 }
      if letters[index] == "(" { depth -= 1 }
      return depth == 0
    }
  }

  /// Whether a line has room at this level; counting its bytes is enough for most.
  func fits(_ line: String) -> Bool {
    let columnCount = Self.maximumColumnCount - 2 * level
    return line.utf8.count <= columnCount || line.count <= columnCount
  }
}

import BareSchema
import Testing

/// What the corpus of texts cannot show: colours, escapes, odd places.
struct RendererTests {
  private func diagnostic(_ span: SourceSpan, related: [RelatedPlace] = []) -> Diagnostic {
    Diagnostic(
      .typeNotDeclared, "something is wrong", at: span, label: "here", related: related)
  }

  private func caret(_ text: String, _ start: Int, _ end: Int) -> [Substring] {
    let source = SourceFile(path: "a.bare", text: text)
    let diagnostic = diagnostic(SourceSpan(start: start, end: end))
    return DiagnosticFormat.caret.render([diagnostic], in: source).split(separator: "\n")
  }

  @Test("colours are there only when asked for, and paint no more than they say")
  func colours() {
    let source = SourceFile(path: "a.bare", text: "type A B\n")
    let diagnostics = [diagnostic(SourceSpan(start: 7, end: 8))]
    let plain = DiagnosticFormat.caret.render(diagnostics, in: source)
    let colored = DiagnosticFormat.caret.render(diagnostics, in: source, isColored: true)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;31m^ here\u{1B}[0m"))
    let stripped = colored.split(separator: "\u{1B}[").map { piece in
      piece.firstIndex(of: "m").map { String(piece[piece.index(after: $0)...]) } ?? ""
    }.joined()
    #expect(stripped == plain)
  }

  @Test("marks stand below wide, combining and tabbed characters")
  func widths() {
    #expect(caret("a 名 b", 6, 7).last == "  |      ^ here")
    #expect(caret("a 🚀 b", 7, 8).last == "  |      ^ here")
    #expect(caret("e\u{301} b", 4, 5).last == "  |   ^ here")
    #expect(caret("\tb", 1, 2).last == "  |     ^ here")
    #expect(caret("ab\tb", 3, 4).last == "  |     ^ here")
    #expect(caret("名前", 0, 6).last == "  | ^^^^ here")
    #expect(caret("👩‍🚀 b", 12, 13).last == "  |      ^ here")
  }

  @Test("what a terminal would act on is not sent to it")
  func controls() {
    for scalar in ["\u{1B}", "\u{0}", "\u{202E}", "\u{9B}", "\u{2028}"] {
      let text = caret("# \(scalar)[31m", 0, 1).joined()
      #expect(!text.contains(scalar))
      #expect(text.contains("\u{FFFD}"))
    }
  }

  @Test("a place of several lines is marked to the end of its first, an empty one by one mark")
  func odd() {
    #expect(caret("one\ntwo\n", 1, 6).last == "  |  ^^ here")
    #expect(caret("one\n", 4, 4).last == "  | ^ here")
    #expect(caret("one", 3, 3).last == "  |    ^ here")
    #expect(caret("", 0, 0).last == "  | ^ here")
  }

  @Test("JSON escapes what JSON and line readers trip over")
  func json() {
    let source = SourceFile(path: "a\"\\\u{1}\u{7F}\n\u{2028}é.bare", text: "x\ny")
    let text = DiagnosticFormat.json.render([diagnostic(SourceSpan(start: 0, end: 3))], in: source)
    #expect(text.hasPrefix(#"{"severity":"error","code":"BARE0312","message":"#))
    #expect(text.contains(#""path":"a\"\\\u0001\u007f\n\u2028é.bare""#))
    #expect(text.contains(#""line":1,"column":1,"endLine":2,"endColumn":2"#))
    #expect(text.contains(#""help":null"#))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test("GitHub's commands escape what ends a property or a line")
  func github() {
    let source = SourceFile(path: "a:b,c%d.bare", text: "x")
    let text = DiagnosticFormat.github.render(
      [Diagnostic(.carriageReturn, "50% of\r\nit, all: so", at: SourceSpan(start: 0, end: 1))],
      in: source)
    #expect(
      text == "::warning file=a%3Ab%2Cc%25d.bare,line=1,col=1,endLine=1,endColumn=2,"
        + "title=BARE0402::50%25 of%0D%0Ait, all: so\n")
  }

  @Test("no diagnostics are no text")
  func none() {
    for format in DiagnosticFormat.allCases {
      #expect(format.render([], in: SourceFile(path: "a.bare", text: "")).isEmpty)
    }
  }
}

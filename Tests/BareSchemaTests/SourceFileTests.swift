import BareSchema
import Testing

/// Lines and columns of a text.
struct SourceFileTests {
  @Test("every offset has the line and column that counting finds")
  func positions() {
    let texts = ["", "\n", "a", "ab\ncd\n", "\n\nx", "é\nü", "a\r\nb"]
    for text in texts {
      let source = SourceFile(path: "a.bare", text: text)
      var line = 1
      var column = 1
      for (offset, byte) in source.bytes.enumerated() {
        #expect(source.position(at: offset) == SourcePosition(line: line, column: column))
        column += 1
        if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) }
      }
      let end = SourcePosition(line: line, column: column)
      #expect(source.position(at: source.bytes.count) == end)
      #expect(source.position(at: .max) == end)
      #expect(source.position(at: -1) == SourcePosition(line: 1, column: 1))
      #expect(source.lineCount == line)
    }
  }

  @Test("a line is its text without the line end")
  func lines() {
    let source = SourceFile(path: "a.bare", text: "one\r\n\ntwo\n")
    let lines = (0...5).map { source.text(of: source.lineSpan($0)) }
    #expect(lines == ["", "one", "", "two", "", ""])
  }

  @Test("a span beyond the text is cut, bytes that are not UTF-8 are replaced")
  func texts() {
    let source = SourceFile(path: "a.bare", bytes: [0x61, 0xFF, 0x62])
    #expect(source.text(of: SourceSpan(start: 1, end: 99)) == "\u{FFFD}b")
    #expect(source.text(of: SourceSpan(start: 50, end: 99)).isEmpty)
    #expect(source.text(of: SourceSpan(start: -5, end: 1)) == "a")
  }
}

import Testing

@testable import BareSchema

/// The lexer loses nothing, so a formatter can be built on its tokens.
struct LexerTests {
  private func tokens(_ bytes: [UInt8]) -> [Token] {
    let source = SourceFile(path: "a.bare", bytes: bytes)
    var lexer = Lexer(source, reportingTo: DiagnosticCollector())
    return lexer.lex()
  }

  @Test("tokens follow each other without gap or overlap, from the first byte to the last")
  func lossless() {
    var random = SplitMix(state: 7)
    let noise = (0..<300).map { _ in
      (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    let company = Array(DraftSchemas.company.utf8)
    let odd = ["", "\r", "\r\n", "#\r\n", "/*", "/* *", "//\r\n", "/", "é\u{A0}名\u{FEFF}"]
    for bytes in noise + [company] + odd.map({ Array($0.utf8) }) {
      var end = 0
      for token in tokens(bytes) {
        #expect(token.span.start == end)
        #expect(token.span.end > end || token.kind == .endOfFile)
        end = token.span.end
      }
      #expect(end == bytes.count)
    }
  }

  @Test("definitions know their tokens, with everything between them")
  func tokensOfNodes() {
    let text = "type A u8 # c\n\n# d\ntype B struct { a: u8\n b: A }\n"
    let source = SourceFile(path: "a.bare", text: text)
    let collector = DiagnosticCollector()
    var parser = Parser(source, tokens: tokens(source.bytes), reportingTo: collector)
    let tree = parser.parse()
    let texts = tree.definitions.map { definition in
      definition.tokens.map { source.text(of: tree.tokens[$0].span) }.joined()
    }
    #expect(texts == ["type A u8", "type B struct { a: u8\n b: A }"])
  }
}

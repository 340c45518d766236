import BareGenerate
import BareLanguageServer
import CommandLineSupport

/// `barec lsp`: a language server on standard input and output.
struct LspCommand: ToolCommand {
  static let name = "lsp"
  static let help = """
    barec lsp [--stdio]

    Examples:
      barec lsp
      barec lsp --stdio

    Serves an editor until it says `exit`: diagnostics with their repairs, what
    types look like in bytes, definitions and references, renaming, the outline,
    formatting and completion. It speaks the language server protocol 3.17 on
    standard input and output; each open schema is a world of its own.

    Exit status: 0 after `shutdown` and `exit`, else 1.

    Options:
      --stdio   changes nothing; editors pass it
    """

  init(parsing scanner: inout ArgumentScanner) throws {
    _ = try scanner.flag("--stdio")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    var server = LanguageServer(version: Version.text) { SchemaChecker.diagnostics(of: $0) }
    var framing = MessageFraming()
    while true {
      let piece = try FileIO.readNextInput()
      if piece.isEmpty { return .findings }
      framing.append(piece)
      while let content = try framing.next() {
        for message in server.handle(content: content) {
          guard try Terminal.write(MessageFraming.frame(message)) else { return .findings }
        }
        if case .exited(let isOrderly) = server.phase { return isOrderly ? .success : .findings }
      }
    }
  }
}

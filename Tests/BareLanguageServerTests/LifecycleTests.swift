import BareJSON
import BareLanguageServer
import Testing

/// What is answered when, and what becomes of messages that are none.
struct LifecycleTests {
  private func request(_ method: String, id: JSONValue = 1) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": [:]]
  }

  private func code(_ answers: [JSONValue]) -> Int? {
    answers.count == 1 ? answers[0]["error"]?["code"]?.numberValue?.exactly(Int.self) : nil
  }

  @Test("before `initialize` requests are refused, and notifications change nothing")
  func waiting() {
    var server = LanguageServer(version: "1")
    #expect(code(server.handle(request("textDocument/hover"))) == -32002)
    #expect(code(server.handle(request("shutdown"))) == -32002)
    let open: JSONValue = [
      "jsonrpc": "2.0", "method": "textDocument/didOpen",
      "params": ["textDocument": ["uri": "a", "version": 1, "text": "x"]],
    ]
    #expect(server.handle(open) == [])
    #expect(server.phase == .waiting)
    _ = server.handle(["jsonrpc": "2.0", "method": "exit"])
    #expect(server.phase == .exited(isOrderly: false))
  }

  @Test("`initialize` says what the server can do, once")
  func initialize() {
    var server = LanguageServer(version: "1.2.3")
    let answers = server.handle(request("initialize", id: "first"))
    #expect(answers.count == 1)
    #expect(answers[0]["id"] == "first")
    let result = answers[0]["result"]
    #expect(result?["serverInfo"] == ["name": "barec", "version": "1.2.3"])
    #expect(result?["capabilities"]?["positionEncoding"] == "utf-16")
    #expect(
      result?["capabilities"]?["textDocumentSync"] == ["openClose": true, "change": 2])
    #expect(server.handle(["jsonrpc": "2.0", "method": "initialized", "params": [:]]) == [])
    #expect(code(server.handle(request("initialize"))) == -32600)
    #expect(server.phase == .serving)
  }

  @Test("positions count UTF-8 where the client offers it, else UTF-16")
  func encodings() {
    for (offered, expected) in [
      (["utf-8"], "utf-8"), (["utf-16", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-16"),
      ([], "utf-16"),
    ] {
      var editor = Editor("type 😀 @u8", encodings: offered)
      let publication = editor.open("# 😀\n# x 😀 \ntype A B")
      #expect(publication?["params"]?["diagnostics"]?.arrayValue?.count == 1)
      let emoji = editor.open("type A u8 😀")
      let start = emoji?["params"]?["diagnostics"]?.arrayValue?.first?["range"]
      #expect(start?["start"]?["character"] == 10)
      #expect(start?["end"]?["character"] == (expected == "utf-8" ? 14 : 12), "\(offered)")
    }
  }

  @Test("after `shutdown` requests are refused, and `exit` ends well")
  func shutdown() {
    var editor = Editor("type A u8")
    #expect(editor.request("shutdown", .null) == .null)
    #expect(editor.server.phase == .shutDown)
    #expect(code([editor.answer("textDocument/hover", [:])]) == -32600)
    #expect(code([editor.answer("shutdown", [:])]) == -32600)
    #expect(code([editor.answer("initialize", [:])]) == -32600)
    #expect(editor.open("x") == nil)
    editor.notify("exit", .null)
    #expect(editor.server.phase == .exited(isOrderly: true))
    #expect(code([editor.answer("initialize", [:])]) == -32600)
  }

  @Test("`exit` without `shutdown` is not orderly")
  func exit() {
    var editor = Editor()
    editor.notify("exit", .null)
    #expect(editor.server.phase == .exited(isOrderly: false))
  }

  @Test("unknown requests are refused, unknown notifications ignored")
  func unknown() {
    var editor = Editor()
    #expect(code([editor.answer("textDocument/foldingRange", [:])]) == -32601)
    #expect(code([editor.answer("$/strange", [:])]) == -32601)
    #expect(editor.notify("$/cancelRequest", ["id": 1]) == [])
    #expect(editor.notify("$/setTrace", ["value": "off"]) == [])
    #expect(editor.notify("workspace/didChangeConfiguration", [:]) == [])
  }

  @Test("what is no JSON or no message is answered with an error, and the server goes on")
  func malformed() {
    var editor = Editor("type @A u8")
    var server = editor.server
    for content in ["", "{", "{\"a\": \"\\ud800\"}", "\u{FEFF}{}", "nul"] {
      let answers = server.handle(content: Array(content.utf8))
      #expect(code(answers) == -32700, "\(content)")
      #expect(answers.first?["id"] == .null, "\(content)")
    }
    #expect(code(server.handle(content: [0xFF])) == -32700)
    let invalid: [(JSONValue, JSONValue)] = [
      ([], .null), (3, .null), (["id": 7, "method": "shutdown"], 7),
      (["jsonrpc": "1.0", "id": 7, "method": "shutdown"], 7),
      (["jsonrpc": "2.0", "id": 7], 7), (["jsonrpc": "2.0", "id": "x", "method": 3], "x"),
      (["jsonrpc": "2.0", "id": [], "method": "shutdown"], .null),
      (["jsonrpc": "2.0", "id": .null, "method": "shutdown"], .null),
    ]
    for (message, id) in invalid {
      let answers = server.handle(message)
      #expect(code(answers) == -32600, "\(message.compactText)")
      #expect(answers.first?["id"] == id, "\(message.compactText)")
    }
    #expect(server.handle(["jsonrpc": "2.0", "id": 1, "result": .null]) == [])
    #expect(server.phase == .serving)
    #expect(editor.ask("hover").isNull == false)
  }

  @Test("parameters that are wrong are refused, and the message names them")
  func wrongParameters() {
    var editor = Editor("type A u8")
    let document: JSONValue = ["uri": .string(Editor.uri)]
    let start: JSONValue = ["line": 0, "character": 0]
    let cases: [(String, JSONValue, String)] = [
      ("hover", .null, "params.textDocument.uri"),
      ("hover", ["textDocument": ["uri": 3]], "params.textDocument.uri"),
      ("hover", ["textDocument": ["uri": "other"], "position": start], "`other`"),
      ("hover", ["textDocument": document], "params.position.line"),
      (
        "definition", ["textDocument": document, "position": ["line": -1, "character": 0]],
        "params.position.line"
      ),
      (
        "completion", ["textDocument": document, "position": ["line": 0, "character": "1"]],
        "params.position.character"
      ),
      (
        "prepareRename", ["textDocument": document, "position": ["line": "0", "character": 0]],
        "params.position.line"
      ),
      (
        "references", ["textDocument": document, "position": start],
        "params.context.includeDeclaration"
      ),
      ("rename", ["textDocument": document, "position": start], "params.newName"),
      ("documentSymbol", [], "params.textDocument.uri"), ("formatting", [:], "uri"),
      ("codeAction", ["textDocument": document], "params.range.start.line"),
    ]
    for (method, params, part) in cases {
      let answer = editor.answer("textDocument/\(method)", params)
      #expect(code([answer]) == -32602, "\(method) \(params.compactText)")
      let message = answer["error"]?["message"]?.stringValue ?? ""
      #expect(message.contains(part) && message.contains("expected"), "\(message)")
    }
    #expect(code(editor.server.handled(request("initialize"), params: 3)) == -32602)
  }
}

extension LanguageServer {
  /// What a new server answers to a message with other parameters.
  fileprivate func handled(_ message: JSONValue, params: JSONValue) -> [JSONValue] {
    var server = LanguageServer(version: "1")
    let members = (message.objectValue ?? []).filter { $0.key != "params" }
    return server.handle(
      .object(JSONObject(members.map { ($0.key, $0.value) } + [("params", params)])))
  }
}

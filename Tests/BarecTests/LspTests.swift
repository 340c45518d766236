import Foundation
import Testing

/// `barec lsp` as an editor runs it: a process, spoken to over pipes.
struct LspTests {
  private static let uri = "file:///mood.bare"
  private static let text = "type Mood enum { HAPPY SAD }\ntype Person struct { mood: Moood }\n"

  /// Messages with their headers, as one input.
  private func stream(_ messages: [String: Any]...) throws -> [UInt8] {
    try messages.flatMap { Array(try LspClient.framed($0)) }
  }

  @Test("an editor opens a schema, repairs it, asks about it, and ends the server")
  func session() throws {
    let client = try LspClient(try Workplace(), ["lsp", "--stdio"])
    let capabilities = try client.ask("initialize", ["capabilities": [:]])["capabilities"]
    #expect((capabilities as? [String: Any])?["positionEncoding"] as? String == "utf-16")
    try client.tell("initialized", [:])
    try client.tell(
      "textDocument/didOpen",
      ["textDocument": ["uri": Self.uri, "languageId": "bare", "version": 1, "text": Self.text]])
    #expect(try client.nextDiagnosticCodes() == ["BARE0312"])
    let range: [String: Any] = [
      "start": ["line": 1, "character": 27], "end": ["line": 1, "character": 32],
    ]
    let document = ["uri": Self.uri]
    try client.tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": Self.uri, "version": 2],
        "contentChanges": [["range": range, "text": "Mood"]],
      ])
    #expect(try client.nextDiagnosticCodes() == ["BARE0806"])
    let place: [String: Any] = [
      "textDocument": document, "position": ["line": 1, "character": 28],
    ]
    let contents = try client.ask("textDocument/hover", place)["contents"] as? [String: Any]
    #expect((contents?["value"] as? String)?.hasPrefix("```bare\ntype Mood enum\n```") == true)
    let definition = try client.ask("textDocument/definition", place)["range"] as? [String: Any]
    #expect(definition?["start"] as? [String: Int] == ["line": 0, "character": 5])
    #expect(try client.ask("textDocument/foldingRange", place)["code"] as? Int == -32601)
    try client.tell("textDocument/didClose", ["textDocument": document])
    #expect(try client.nextDiagnosticCodes() == [])
    #expect(try client.ask("shutdown", [:]).isEmpty)
    try client.tell("exit", [:])
    let end = client.end()
    #expect(end.status == 0)
    #expect(end.errors == "")
    #expect(end.rest.isEmpty)
  }

  @Test("what is wrong is what `barec check` says, lint and the names of generated Swift too")
  func diagnostics() throws {
    let schema = "type A enum { A_B A__B }\ntype B union { u8 }\n"
    let place = try Workplace(["a.bare": schema])
    let check = try place.barec("check", "a.bare", "--error-format", "json").errors
    let lines = check.split(separator: "\n").map { Data($0.utf8) }
    let codes = try lines.map { line in
      (try JSONSerialization.jsonObject(with: line) as? [String: Any])?["code"] as? String
    }
    #expect(codes == ["BARE0801", "BARE0601"])
    let client = try LspClient(place, ["lsp"])
    _ = try client.ask("initialize", [:])
    try client.tell(
      "textDocument/didOpen", ["textDocument": ["uri": "a", "version": 1, "text": schema]])
    #expect(try client.nextDiagnosticCodes() == codes)
    try client.tell("exit", [:])
    #expect(client.end().status == 1)
  }

  @Test("the status is 0 after `shutdown` and `exit` alone")
  func status() throws {
    let initialize: [String: Any] = [
      "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:],
    ]
    let shutdown: [String: Any] = ["jsonrpc": "2.0", "id": 2, "method": "shutdown"]
    let exit: [String: Any] = ["jsonrpc": "2.0", "method": "exit"]
    let place = try Workplace()
    for (input, status) in [
      (try stream(initialize, shutdown, exit), 0 as Int32),
      (try stream(initialize, shutdown, exit, initialize), 0), (try stream(initialize, exit), 1),
      (try stream(exit), 1), (try stream(initialize, shutdown), 1), ([], 1),
      (Array(try stream(initialize, shutdown, exit).dropLast()), 1),
    ] {
      let run = try place.barec("lsp", input: input)
      #expect(run.status == status, "\(String(decoding: input, as: UTF8.self))")
      #expect(run.errors == "")
    }
  }

  @Test("what is no JSON is answered, and what is no stream of messages ends the server")
  func malformed() throws {
    let place = try Workplace()
    let run = try place.barec("lsp", input: Array("Content-Length: 1\r\n\r\n{".utf8))
    #expect(run.text.contains("-32700"))
    let other = try place.barec("lsp", input: Array("hello\n".utf8))
    #expect(other.status == 1)
    #expect(other.output.isEmpty)
    #expect(
      other.errors == "barec: error: expected CR LF at the end of a header's line, met LF alone\n")
    #expect(try place.barec("lsp", "a.bare").status == 64)
    #expect(try place.barec("lsp", "--port", "80").status == 64)
  }
}

/// The editor's side of a running server.
private final class LspClient {
  private let process: Process
  private let (input, output, errors) = (Pipe(), Pipe(), Pipe())
  private var received = Data()
  private var requestCount = 0
  private let place: Workplace

  init(_ place: Workplace, _ arguments: [String]) throws {
    self.place = place
    process = try place.process(arguments)
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  static func framed(_ message: [String: Any]) throws -> Data {
    let content = try JSONSerialization.data(withJSONObject: message)
    return Data("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }

  func tell(_ method: String, _ params: [String: Any]) throws {
    try send(["jsonrpc": "2.0", "method": method, "params": params])
  }

  /// The result of a request, or its error; empty where the result is null.
  func ask(_ method: String, _ params: [String: Any]) throws -> [String: Any] {
    requestCount += 1
    try send(["jsonrpc": "2.0", "id": requestCount, "method": method, "params": params])
    let answer = try next()
    #expect(answer["id"] as? Int == requestCount)
    return (answer["result"] ?? answer["error"]) as? [String: Any] ?? [:]
  }

  /// The codes in the next message, which has to be one about diagnostics.
  func nextDiagnosticCodes() throws -> [String?] {
    let message = try next()
    #expect(message["method"] as? String == "textDocument/publishDiagnostics")
    let params = try #require(message["params"] as? [String: Any])
    let diagnostics = try #require(params["diagnostics"] as? [[String: Any]])
    return diagnostics.map { $0["code"] as? String }
  }

  /// Waits for the end of the server, its input being closed.
  func end() -> (status: Int32, rest: Data, errors: String) {
    try? input.fileHandleForWriting.close()
    let rest = received + output.fileHandleForReading.readDataToEndOfFile()
    let errors = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -1
    return (status, rest, String(decoding: errors, as: UTF8.self))
  }

  /// Writes a message in two pieces, cut within its header.
  private func send(_ message: [String: Any]) throws {
    let bytes = try Self.framed(message)
    try input.fileHandleForWriting.write(contentsOf: bytes.prefix(9))
    try input.fileHandleForWriting.write(contentsOf: bytes.dropFirst(9))
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = received.range(of: Data("\r\n\r\n".utf8)) {
        let header = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let count = try #require(Int(header.dropFirst("Content-Length: ".count)))
        let content = received[end.upperBound...].prefix(count)
        if content.count == count {
          received = Data(received[(end.upperBound + count)...])
          let json = try JSONSerialization.jsonObject(with: content)
          return try #require(json as? [String: Any])
        }
      }
      let piece = output.fileHandleForReading.availableData
      try #require(!piece.isEmpty, "the server ended, expected a message")
      received += piece
    }
  }
}

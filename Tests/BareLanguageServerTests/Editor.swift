import BareJSON
import BareLanguageServer
import BareSchema
import Foundation
import Testing

/// A client with one text open, which speaks to a server without a process between.
struct Editor {
  static let uri = "file:///a.bare"

  private(set) var server: LanguageServer
  private(set) var text: MarkedText
  private var requestCount = 0

  /// Opens a text in which `@` may mark the place that requests are about.
  init(
    _ marked: String = "", encodings: [String] = [],
    diagnose: @escaping LanguageServer.Diagnose = { SchemaCompiler.compile($0).diagnostics }
  ) {
    server = LanguageServer(version: "1.2.3", diagnose: diagnose)
    text = MarkedText(marked)
    let general: JSONValue = ["positionEncodings": .array(encodings.map { .string($0) })]
    _ = request("initialize", ["capabilities": ["general": general]])
    notify("initialized", [:])
    open(text.text)
  }

  /// Opens the text anew; gives what is published of it.
  @discardableResult
  mutating func open(_ text: String, version: Int = 1) -> JSONValue? {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(Self.uri), "languageId": "bare",
          "version": .number(JSONNumber(version)), "text": .string(text),
        ]
      ]
    ).first
  }

  /// The whole answer to a request.
  mutating func answer(_ method: String, _ params: JSONValue) -> JSONValue {
    requestCount += 1
    let id = JSONValue.number(JSONNumber(requestCount))
    let messages = server.handle(
      ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params])
    guard messages.count == 1, messages[0]["id"] == id else { return "no answer" }
    return messages[0]
  }

  /// The result of a request, or its error.
  mutating func request(_ method: String, _ params: JSONValue) -> JSONValue {
    let answer = answer(method, params)
    return answer["result"] ?? answer["error"] ?? answer
  }

  /// The result of a request about the marked place of the text.
  mutating func ask(_ method: String, _ more: [(String, JSONValue)] = []) -> JSONValue {
    let place: [(String, JSONValue)] = [
      ("textDocument", ["uri": .string(Self.uri)]), ("position", text.position),
    ]
    return request("textDocument/\(method)", .object(JSONObject(place + more)))
  }

  @discardableResult
  mutating func notify(_ method: String, _ params: JSONValue) -> [JSONValue] {
    server.handle(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }
}

/// A text and the place of the `@` that stood in it, or its start.
struct MarkedText {
  let text: String
  let position: JSONValue

  init(_ marked: String) {
    let parts = marked.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.map(String.init).joined()
    position = ClientText(text).position(parts.count == 2 ? parts[0].utf16.count : 0)
  }
}

/// A text as a client has it: in UTF-16, its lines found anew for every question.
struct ClientText {
  var units: [UInt16]

  init(_ text: String) { units = Array(text.utf16) }

  var text: String { String(decoding: units, as: UTF16.self) }

  /// Where the lines start, and where they end without their line ends.
  var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in units.indices where index >= start {
      let isPair = units[index] == 13 && index + 1 < units.count && units[index + 1] == 10
      guard isPair || units[index] == 13 || units[index] == 10 else { continue }
      lines.append(start..<index)
      start = index + (isPair ? 2 : 1)
    }
    return lines + [start..<units.count]
  }

  /// The position of an offset in UTF-16.
  func position(_ offset: Int) -> JSONValue {
    let lines = lines
    let line = lines.lastIndex { $0.lowerBound <= offset } ?? 0
    return [
      "line": .number(JSONNumber(line)),
      "character": .number(JSONNumber(offset - lines[line].lowerBound)),
    ]
  }

  func offset(_ position: JSONValue?) throws -> Int {
    let line = try #require(position?["line"]?.numberValue?.exactly(Int.self))
    let character = try #require(position?["character"]?.numberValue?.exactly(Int.self))
    let lines = lines
    try #require(line < lines.count && character <= lines[line].count)
    return lines[line].lowerBound + character
  }

  func text(of range: JSONValue?) throws -> String {
    let (start, end) = (try offset(range?["start"]), try offset(range?["end"]))
    return String(decoding: units[start..<end], as: UTF16.self)
  }

  /// The text after edits, whose places all are those of this text.
  func applying(_ edits: [JSONValue]) throws -> String {
    var result = self
    let places = try edits.enumerated().map { index, edit in
      let range = edit["range"]
      return (try offset(range?["start"]), try offset(range?["end"]), index)
    }
    for (start, end, index) in places.sorted(by: { $0 > $1 }) {
      let text = try #require(edits[index]["newText"]?.stringValue)
      result.units.replaceSubrange(start..<end, with: text.utf16)
    }
    return result.text
  }
}

/// Files of the repository that the tests were built from.
enum Repository {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The texts of a folder's schemas, all or some, by their names; those that are not UTF-8 left
  /// out.
  static func schemas(
    _ path: String, _ names: [String]? = nil
  ) throws -> [(name: String, text: String)] {
    let folder = folder.appending(path: path)
    let all = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try (names?.map { $0 + ".bare" } ?? all.filter { $0.hasSuffix(".bare") }).compactMap {
      let bytes = Array(try Data(contentsOf: folder.appending(path: $0)))
      return String(validating: bytes, as: UTF8.self).map { [name = $0] in (name, $0) }
    }
  }
}

/// A generator whose numbers follow from its seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

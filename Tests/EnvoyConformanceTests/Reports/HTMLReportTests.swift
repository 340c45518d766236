import BareJSON
import BareRuntime
import Foundation
import Testing

@testable import EnvoyConformance

/// Results as a page: its data, which nothing that was said can break out of, and its behaviour.
@Suite struct HTMLReportTests {
  private static let difference = CaseResult.Difference(
    expected: "0001", got: "0002", start: 16, expectedCount: 18, gotCount: 19, byteOffset: 17,
    path: "ToRivet.kv.data")

  private static func result(
    _ id: String, in schema: String = "", _ outcome: CaseResult.Outcome, message: String = "",
    trace: [String] = [], difference: CaseResult.Difference? = nil
  ) -> CaseResult {
    CaseResult(
      name: id + schema, id: id, level: "must", rules: ["KV-A5", "KV-A6"], about: "it opens",
      outcome: outcome, message: message, trace: trace, difference: difference,
      reproduction: "envoykit conform server --run '\(id)'")
  }

  private static let results = [
    result("kv/open/twice", in: " (kv-channel/v1)", .pass),
    result(
      "kv/open/locked", in: " (kv-channel/v1)", .fail, message: "step 2: expected 1, got 2",
      trace: ["+0 ms c connects: /kv/connect", "+3 ms c <- {\"ToServerRequest\":{\"id\":1}}"]),
    result("envoy/v2/to-rivet/ping", .fail, message: "recode: differs", difference: difference),
    result("envoy/v2/to-rivet/pong", .skip, message: "not offered"),
    result("sqlite/read/all", in: " (envoy/v2)", .couldNotRun, message: "it died"),
    result("sqlite/read/known", in: " (envoy/v2)", .expectedFail, message: "known"),
    result("sqlite/read/fixed", in: " (envoy/v2)", .unexpectedPass, message: "remove it"),
  ]

  /// The text of the element that holds the data, as a browser delimits it.
  private static func dataText(_ page: String) throws -> String {
    let opening = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
    let rest = page[opening.upperBound...]
    return String(rest[..<(try #require(rest.range(of: "</script"))).lowerBound])
  }

  /// The results that a page holds, read as its script does.
  private static func read(_ page: String) throws -> [CaseResult] {
    let data = try JSONValue(parsing: try dataText(page))
    let texts = try #require(data["texts"]?.arrayValue).map { $0.stringValue ?? "" }
    func text(_ index: JSONValue) -> String {
      index.numberValue?.exactly(Int.self).map { texts[$0] } ?? ""
    }
    return try #require(data["cases"]?.arrayValue).map { row in
      let row = row.arrayValue ?? []
      let id = text(row[1])
      func list(_ index: Int) -> [String] {
        row.count > index ? (row[index].arrayValue ?? []).map(text) : []
      }
      return CaseResult(
        name: list(2).joined(separator: id), id: id, level: text(row[3]), rules: list(5),
        about: text(row[4]), outcome: try outcome(row[0], data), message: text(row[7]),
        trace: list(8), difference: row.count > 9 ? try difference(row[9]) : nil,
        reproduction: list(6).joined(separator: id))
    }
  }

  private static func outcome(
    _ index: JSONValue, _ data: JSONValue
  ) throws -> CaseResult.Outcome {
    let index = try #require(index.numberValue?.exactly(Int.self))
    let name = try #require(data["outcomes"]?.arrayValue)[index].stringValue ?? ""
    return try #require(CaseResult.Outcome(rawValue: name))
  }

  private static func difference(_ json: JSONValue) throws -> CaseResult.Difference {
    func number(_ key: String) throws -> Int {
      try #require(json[key]?.numberValue?.exactly(Int.self))
    }
    return CaseResult.Difference(
      expected: try #require(json["expected"]?.stringValue),
      got: try #require(json["got"]?.stringValue), start: try number("start"),
      expectedCount: try number("expectedCount"), gotCount: try number("gotCount"),
      byteOffset: try number("byteOffset"), path: try #require(json["path"]?.stringValue))
  }

  @Test("a page holds all results, exactly, and is the same each time")
  func data() throws {
    let page = SuiteReport.html.text(Self.results, suite: "server")
    #expect(try Self.read(page) == Self.results)
    #expect(page == SuiteReport.html.text(Self.results, suite: "server"))
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(try JSONValue(parsing: try Self.dataText(page))["suite"] == "server")
  }

  @Test("a page needs nothing from elsewhere")
  func alone() {
    let page = SuiteReport.html.text(Self.results, suite: "server")
    for word in ["http://", "https://", "src=", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test(
    "nothing that a testee says ends the script or becomes markup",
    arguments: [
      "</script><script>alert(1)</script>", "<!-- <script>", "</SCRIPT\u{20}>", "]]>", "@RESULTS@",
      "<\u{301}img src=x onerror=alert(1)>", "\"\\\u{0}\r\n\u{2028}\u{1f600}", "$& $1 \\0", "&lt;",
    ])
  func escaping(_ text: String) throws {
    let result = CaseResult(
      name: text, id: text, level: text, rules: [text], about: text, outcome: .fail, message: text,
      trace: [text, "e\u{301}", "\u{e9}"], difference: nil, reproduction: text)
    let page = SuiteReport.html.text([result], suite: text)
    let data = try Self.dataText(page)
    #expect(!data.utf8.contains(UInt8(ascii: "<")))
    let readBack = try Self.read(page)
    #expect(readBack == [result])
    #expect(readBack.first.map { $0.message.utf8.elementsEqual(text.utf8) } == true)
    #expect(readBack.first?.trace.map(\.utf8.count) == [text.utf8.count, 3, 2])
  }

  @Test("a case that passed as others did costs little")
  func size() {
    let one = SuiteReport.html.text([Self.result("kv/a/0000", .pass)], suite: "server")
    let many = (0..<1000).map { Self.result("kv/a/\(1000 + $0)", .pass) }
    let page = SuiteReport.html.text(many, suite: "server")
    #expect((page.utf8.count - one.utf8.count) / many.count < 60)
  }

  /// The results of a testee that answers the vector of a ping with these bytes.
  private func run(answering hex: String) throws -> [CaseResult] {
    var options = CodecSuite.Options()
    options.timeoutMilliseconds = ScriptedTestee.timeoutMilliseconds
    let suite = CodecSuite(vectors: try SmallVectors.vectors(SmallVectors.ping), options: options) {
      _ in
    }
    let reply = "{\"seq\":2,\"bytes\":\"\(hex)\"}"
    suite.run(command: [
      "sh", "-c", "read -r l; echo '\(ScriptedTestee.hello)'; read -r l; echo '\(reply)'",
    ])
    return suite.results
  }

  @Test(
    "a wrong byte is named by its place and its field, as is an end that comes too early or late",
    arguments: [
      ("010100000000000001", 8, "ToClient.ping.ts"), ("0101", 2, "ToClient.ping.ts"),
      ("01010000000000000007", 9, "ToClient, behind its end"), ("", 0, "ToClient"),
    ])
  func plantedMistake(_ hex: String, byteOffset: Int, path: String) throws {
    let results = try run(answering: hex)
    let expected = CaseResult.Difference(
      expected: "010100000000000000", got: hex, start: 0, expectedCount: 9,
      gotCount: hex.utf8.count / 2, byteOffset: byteOffset, path: path)
    #expect(results.first?.outcome == .fail)
    #expect(results.first?.difference == expected)
    #expect(try Self.read(SuiteReport.html.text(results, suite: "codec")) == results)
  }

  @Test("of long messages the bytes around the difference are kept, from the beginning of a row")
  func window() throws {
    let codec = try #require(BuiltInSchema.all["kv-channel/v1"]?.reference("ToClient"))
    let expected = [UInt8](repeating: 0xff, count: 1000)
    var got = expected
    got[500] = 0
    let window = ByteDifference(
      expected: try .init(expected), got: try .init(got), codec: codec
    ).window
    #expect(window.start == 432)
    #expect(window.byteOffset == 500)
    #expect(window.expected == String(repeating: "ff", count: 564 - 432))
    #expect(window.got.dropFirst((500 - 432) * 2).hasPrefix("00ff"))
    #expect(window.expectedCount == 1000)
    let short = ByteDifference(
      expected: try .init(expected), got: try .init(Array(expected.prefix(3))), codec: codec
    ).window
    #expect(short.start == 0)
    #expect(short.got == "ffffff")
  }
}

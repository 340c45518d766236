import BareJSON
import Testing

@testable import EnvoyConformance

/// What the suite makes of a testee's answers to `convert`.
struct ConversionCaseTests {
  private static let stopping = #"{"ToRivetStopping":null}"#

  private func testCase(
    _ conversion: String, features: String = #""convert""#,
    schemas: String = #""envoy/v1","envoy/v6""#
  ) throws -> ConversionCase {
    let file = """
      {"format":"envoykit-vectors/1","schema":"envoy","type":"ToRivet","summary":"s","groups":[{
      "source":{"name":"a","version":"1","date":"d","method":"m","confirmedBy":[]},"level":"must",
      "vectors":[{"id":"convert/a","since":"1.0","kind":"convert","rules":["ENVOY-3.3"],
      "comment":"c","from":"envoy/v6",\(conversion)}]}]}
      """
    let vectors = try VectorFile(path: "convert/a.json", text: Array(file.utf8)).vectors
    let vector = try #require(vectors.first)
    let identity = try TesteeIdentity(
      try JSONValue(
        parsing: Array(
          """
          {"name":"n","version":"1","protocol":1,"tiers":["codec"],"schemas":[\(schemas)],\
          "features":[\(features)]}
          """.utf8)))
    return ConversionCase(vector, try #require(vector.conversion), offeredBy: identity)
  }

  private func verdict(of reply: String, on testCase: ConversionCase) throws -> String {
    let json = try JSONValue(parsing: Array(#"{"seq":1,\#(reply)}"#.utf8))
    let verdict = testCase.verdict(on: try TesteeReply.read(json).reply, to: .convert)
    return switch verdict {
    case .pass: "pass"
    case .unmet: "unmet"
    case .skip: "skip"
    case .fail: "fail"
    }
  }

  @Test("a value has to be the one expected, in whichever spelling of numbers")
  func values() throws {
    let testCase = try testCase(
      #""to":"envoy/v1","result":"valid","value":{"ToRivetPong":{"ts":"1"}},"#
        + #""converted":{"ToRivetPong":{"ts":"1"}}"#)
    #expect(try verdict(of: #""value":{"ToRivetPong":{"ts":1}}"#, on: testCase) == "pass")
    #expect(try verdict(of: #""value":{"ToRivetPong":{"ts":"2"}}"#, on: testCase) == "fail")
    #expect(try verdict(of: #""value":\#(Self.stopping)"#, on: testCase) == "fail")
    #expect(try verdict(of: #""value":null"#, on: testCase) == "fail")
    #expect(try verdict(of: #""reject":{"error":"value","message":""}"#, on: testCase) == "fail")
    #expect(try verdict(of: #""skip":"no""#, on: testCase) == "skip")
    #expect(try verdict(of: #""bytes":"00""#, on: testCase) == "fail")
  }

  @Test("a refusal has to name direction and versions; its words are only advised")
  func refusals() throws {
    let testCase = try testCase(
      #""to":"envoy/v1","result":"invalid","value":\#(Self.stopping),"unsupported":"#
        + #"{"feature":"f","direction":"ToRivet","requiredVersion":4,"targetVersion":1}"#)
    func reply(_ feature: String, _ direction: String, _ required: Int, _ target: Int) -> String {
      #""unsupported":{"feature":"\#(feature)","direction":"\#(direction)","#
        + #""requiredVersion":\#(required),"targetVersion":\#(target)}"#
    }
    #expect(try verdict(of: reply("f", "ToRivet", 4, 1), on: testCase) == "pass")
    #expect(try verdict(of: reply("other", "ToRivet", 4, 1), on: testCase) == "unmet")
    #expect(try verdict(of: reply("f", "ToEnvoy", 4, 1), on: testCase) == "fail")
    #expect(try verdict(of: reply("f", "ToRivet", 5, 1), on: testCase) == "fail")
    #expect(try verdict(of: reply("f", "ToRivet", 4, 3), on: testCase) == "fail")
    #expect(try verdict(of: #""value":\#(Self.stopping)"#, on: testCase) == "fail")
    #expect(try verdict(of: #""reject":{"error":"any","message":""}"#, on: testCase) == "fail")
  }

  @Test("a version that nobody has is to be rejected")
  func noVersion() throws {
    let testCase = try testCase(
      #""to":"envoy/v7","result":"invalid","error":"version","value":\#(Self.stopping)"#)
    #expect(try verdict(of: #""reject":{"error":"version","message":""}"#, on: testCase) == "pass")
    #expect(try verdict(of: #""value":\#(Self.stopping)"#, on: testCase) == "fail")
    #expect(testCase.questions == [.convert], "the version need not be offered")
  }

  @Test("who does not convert, or not between these versions, is not asked")
  func offers() throws {
    let fields =
      #""to":"envoy/v1","result":"valid","value":\#(Self.stopping),"converted":\#(Self.stopping)"#
    #expect(try testCase(fields).questions == [.convert])
    #expect(try testCase(fields, features: "").questions == [])
    #expect(try testCase(fields, schemas: #""envoy/v6""#).questions == [])
  }
}

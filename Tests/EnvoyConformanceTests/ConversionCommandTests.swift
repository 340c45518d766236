import BareJSON
import Testing

@testable import EnvoyConformance

/// The command `convert`: what our testee answers, and what the suite makes of answers.
struct ConversionCommandTests {
  private func reply(_ fields: String, codec: Testee.Codec = .generated) throws -> String {
    let line = #"{"seq":1,"cmd":"convert",\#(fields)}"#
    let reply = Testee(codec: codec, version: "1").reply(to: Array(line.utf8))
    return try JSONValue(parsing: reply).compactText
  }

  @Test("a value of one version becomes one of another")
  func value() throws {
    #expect(
      try reply(
        #""from":"envoy/v1","to":"envoy/v6","type":"ToRivet","value":{"ToRivetStopping":null}"#)
        == #"{"seq":1,"value":{"ToRivetStopping":null}}"#)
  }

  @Test("what the target cannot say is `unsupported`, with the version that was asked for")
  func unsupported() throws {
    let exec = """
      {"ToRivetSqliteExecRequest":{"requestId":1,"data":\
      {"namespaceId":"n","actorId":"a","generation":"1","sql":""}}}
      """
    #expect(
      try reply(#""from":"envoy/v6","to":"envoy/v2","type":"ToRivet","value":\#(exec)"#) == """
        {"seq":1,"unsupported":{"feature":"remote sqlite requests","direction":"ToRivet",\
        "requiredVersion":4,"targetVersion":2}}
        """)
  }

  @Test("a number of no version is refused as `version`, a value of another type as `value`")
  func refused() throws {
    for (from, to) in [("v0", "v6"), ("v6", "v7"), ("v65535", "v1")] {
      let text = try reply(
        #""from":"envoy/\#(from)","to":"envoy/\#(to)","type":"ToRivet","value":null"#)
      #expect(text.contains(#""reject":{"error":"version""#), "\(text)")
    }
    let text = try reply(#""from":"envoy/v6","to":"envoy/v5","type":"ToRivet","value":null"#)
    #expect(text.contains(#""reject":{"error":"value""#), "\(text)")
  }

  @Test(
    "what has no versions, or is no whole message, is skipped",
    arguments: [
      #""from":"kv-channel/v1","to":"envoy/v1","type":"ToRivet","value":null"#,
      #""from":"envoy/v1","to":"envoy/v2-pr4673","type":"ToRivet","value":null"#,
      #""from":"envoy/v01","to":"envoy/v2","type":"ToRivet","value":null"#,
      #""from":"envoy/v1","to":"envoy/v2","type":"Json","value":null"#,
    ])
  func skipped(fields: String) throws {
    for codec in Testee.Codec.allCases {
      #expect(try reply(fields, codec: codec).contains(#""skip":"#))
    }
  }
}

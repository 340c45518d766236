import BareJSON
import Testing

@testable import EnvoyConformance

/// Our testee, line by line.
struct TesteeTests {
  private func reply(_ line: String, codec: Testee.Codec = .generated) throws -> JSONValue {
    let reply = Testee(codec: codec, version: "9.9").reply(to: Array(line.utf8))
    #expect(!reply.contains(UInt8(ascii: "\n")))
    return try JSONValue(parsing: reply)
  }

  /// Both codecs give this reply.
  private func expect(
    _ line: String, gives expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for codec in Testee.Codec.allCases {
      let text = try reply(line, codec: codec).compactText
      #expect(text == expected, "\(codec): \(line)", sourceLocation: sourceLocation)
    }
  }

  private static let type = #""schema":"kv-channel/v1","type":"ToClient""#

  @Test("hello says who it is, and only the dynamic codec offers inline schemas")
  func hello() throws {
    for codec in Testee.Codec.allCases {
      let hello = try #require(
        try reply(#"{"seq":1,"cmd":"hello","protocol":1}"#, codec: codec)["hello"])
      let identity = try TesteeIdentity(hello)
      #expect(identity.name == "envoykit-\(codec.rawValue)")
      #expect(identity.version == "9.9")
      #expect(identity.tiers == ["recode", "codec"])
      let inline: Set<String> = codec == .dynamic ? ["inline"] : []
      #expect(identity.schemas == Set(BuiltInSchema.all.keys).union(inline))
      #expect(hello["protocol"] == 1)
      #expect(identity.features == (codec == .generated ? ["convert"] : []))
    }
  }

  @Test("bytes become a value, a value bytes, and bytes the same bytes")
  func codec() throws {
    try expect(
      #"{"seq":1,"cmd":"decode",\#(Self.type),"bytes":"010100000000000000"}"#,
      gives: #"{"seq":1,"value":{"ToClientPing":{"ts":"1"}}}"#)
    try expect(
      #"{"seq":2,"cmd":"encode",\#(Self.type),"value":{"ToClientPing":{"ts":-2}}}"#,
      gives: #"{"seq":2,"bytes":"01feffffffffffffff"}"#)
    try expect(
      #"{"seq":3,"cmd":"recode",\#(Self.type),"bytes":"02"}"#, gives: #"{"seq":3,"bytes":"02"}"#)
  }

  @Test("hex is read in either case and written in lower case")
  func hexCase() throws {
    try expect(
      #"{"seq":1,"cmd":"recode",\#(Self.type),"bytes":"01FFfFffffffffffAB"}"#,
      gives: #"{"seq":1,"bytes":"01ffffffffffffffab"}"#)
  }

  @Test("seq comes back as it was sent, whatever it is")
  func sequence() throws {
    for sequence in ["0", "4294967296", "-1", "1.50", #""a""#, "null", "[1]"] {
      try expect(
        #"{"cmd":"recode",\#(Self.type),"bytes":"02","seq":\#(sequence)}"#,
        gives: #"{"seq":\#(sequence),"bytes":"02"}"#)
    }
  }

  @Test("keys of a newer protocol are ignored")
  func unknownKeys() throws {
    try expect(
      #"{"seq":1,"x":{},"cmd":"recode","id":"a",\#(Self.type),"bytes":"02","value":7}"#,
      gives: #"{"seq":1,"bytes":"02"}"#)
  }

  @Test("what is not offered is a skip: schema, type, command")
  func skips() throws {
    for line in [
      #"{"seq":1,"cmd":"decode","schema":"envoy/v7","type":"ToRivet","bytes":""}"#,
      #"{"seq":1,"cmd":"encode","schema":"envoy/v6","type":"ToNobody","value":1}"#,
      #"{"seq":1,"cmd":"dance"}"#, #"{"seq":1,"cmd":"client","op":"open"}"#,
    ] {
      for codec in Testee.Codec.allCases {
        #expect(try reply(line, codec: codec)["skip"]?.stringValue != nil, "\(line)")
      }
    }
  }

  @Test("a refused message is a reject with class, byte and path")
  func refusedBytes() throws {
    for codec in Testee.Codec.allCases {
      let json = try reply(
        #"{"seq":1,"cmd":"decode",\#(Self.type),"bytes":"0101000000000000"}"#, codec: codec)
      let reject = try #require(json["reject"])
      #expect(reject["error"] == "truncated")
      #expect(reject["offset"] == 1)
      #expect(reject["path"] == "ToClient.ping.ts")
      #expect(reject["message"]?.stringValue?.isEmpty == false)
    }
    let odd = try reply(#"{"seq":1,"cmd":"decode",\#(Self.type),"bytes":"0"}"#)
    #expect(odd["fault"] != nil, "hex that is none is the runner's fault")
  }

  @Test("a refused value is a reject of class value")
  func refusedValues() throws {
    for value in [
      "null", #"{"ToClientPing":{"ts":"9223372036854775808"}}"#, #"{"ToClientClose":{}}"#,
      #"{"ToClientPing":{"ts":1,"x":1}}"#, #"{"ToClientPing":{}}"#, "{}",
    ] {
      for codec in Testee.Codec.allCases {
        let json = try reply(
          #"{"seq":1,"cmd":"encode",\#(Self.type),"value":\#(value)}"#, codec: codec)
        #expect(json["reject"]?["error"] == "value", "\(codec): \(value)")
        #expect(json["reject"]?["message"]?.stringValue?.isEmpty == false)
      }
    }
  }

  @Test("a line that is no JSON is a fault without a number, and the next one is answered")
  func nonsense() throws {
    let testee = Testee(codec: .generated, version: "1")
    for line in ["", "hello", "{", #"{"seq":1}{"#] {
      let reply = try JSONValue(parsing: testee.reply(to: Array(line.utf8)))
      #expect(reply["seq"] == JSONValue.null, "\(line)")
      #expect(reply["fault"]?["message"]?.stringValue != nil, "\(line)")
    }
    let next = testee.reply(to: Array(#"{"seq":1,"cmd":"recode",\#(Self.type),"bytes":"02"}"#.utf8))
    #expect(next == Array(#"{"seq":1,"bytes":"02"}"#.utf8))
  }

  @Test("a request that lacks a key is a fault with its number")
  func missingKeys() throws {
    for line in [
      #"{"seq":5}"#, #"{"seq":5,"cmd":"decode","type":"ToClient","bytes":"02"}"#,
      #"{"seq":5,"cmd":"decode","schema":"kv-channel/v1","bytes":"02"}"#,
      #"{"seq":5,"cmd":"recode",\#(Self.type)}"#, #"{"seq":5,"cmd":"encode",\#(Self.type)}"#,
      #"{"seq":5,"cmd":1}"#, #"{"seq":5,"cmd":"decode","schema":"inline","type":"A","bytes":""}"#,
    ] {
      let json = try reply(line)
      #expect(json["seq"] == 5, "\(line)")
      #expect(json["fault"]?["message"]?.stringValue != nil, "\(line)")
    }
    #expect(try reply(#"{"cmd":"hello"}"#)["seq"] == JSONValue.null)
    #expect(try reply("[]")["fault"] != nil)
  }

  @Test("an inline schema is answered by the dynamic codec, skipped by the generated one")
  func inline() throws {
    func line(_ text: String) -> String {
      #"{"seq":1,"cmd":"encode","schema":"inline","schemaText":"\#(text)","type":"A","value":[7]}"#
    }
    let text = line("type A list<u8>")
    #expect(try reply(text, codec: .dynamic).compactText == #"{"seq":1,"bytes":"0107"}"#)
    #expect(try reply(text)["skip"] != nil)
    #expect(try reply(line("type B u8"), codec: .dynamic)["skip"] != nil)
    let broken = try reply(line("type A u7"), codec: .dynamic)
    #expect(broken["fault"]?["message"]?.stringValue?.contains("`u7` is not declared") == true)
  }
}

import BareJSON
import BareRuntime
import Testing

/// Values and bytes that three encoders from outside agree on.
@Suite(.enabled(if: SharedFacts.isThere("vectors"), Comment(rawValue: SharedFacts.absence)))
struct OutsideVectorTests {
  @Test("both codecs read the values that others wrote, and write their bytes")
  func valid() throws {
    try forEachVector(of: "valid") { vector, codec in
      codec.differences(bytes: vector.bytes, json: try #require(vector.json["json"]))
    }
  }

  @Test("both codecs refuse what others refuse, as the same class; only a count is seen earlier")
  func invalid() throws {
    var seenEarlier: [String] = []
    try forEachVector(of: "invalid") { vector, codec in
      let expected = try #require(vector.json["error"]?.stringValue)
      return codec.refusals(of: vector.bytes).enumerated().compactMap { index, refusal in
        guard let refusal else { return "codec \(index) takes it" }
        if refusal.errorClass.rawValue == Self.ourName(expected) { return nil }
        guard case .truncatedCount = refusal.kind else { return "codec \(index): \(refusal)" }
        if index == 0 { seenEarlier.append("\(vector.place) \(expected)") }
        return nil
      }
    }
    #expect(seenEarlier == Self.knownAsCounts)
  }

  /// Counts that the rest cannot hold: we refuse them before the element that others trip over.
  private static let knownAsCounts = [
    "envoy/v2 ToEnvoy 06d217c91c00808080808080801080afd9f2bff07c010b4b388a12ac7400 optional",
    "envoy/v2 ToEnvoyConn 0201066100620a097f800000000100000000000000000000ffffffffffff"
      + " varint-not-minimal",
    "envoy/v6 ToEnvoyConn 0301ffffffffffffffffffffffff varint-overflow",
  ]

  private static func ourName(_ error: String) -> String {
    switch error {
    case "tag": "union-tag"
    case "varint-not-minimal": "varint-noncanonical"
    case "map-key": "duplicate-key"
    default: error
    }
  }

  private struct OutsideVector {
    let place: String
    let bytes: Bytes
    let json: JSONValue
  }

  private func forEachVector(
    of kind: String, _ check: (OutsideVector, OutsideCodec) throws -> [String]
  ) throws {
    var failures: [String] = []
    var count = 0
    for (file, name) in SharedFacts.names {
      let schema = try Repository.schema(name)
      let codecs = ProtocolVersion.all.first { $0.name == name }?.codecs ?? [:]
      let vectors = try SharedFacts.json("vectors/\(file).json")[kind]?.arrayValue ?? []
      for (index, json) in vectors.enumerated() {
        let hex = try #require(json["hex"]?.stringValue)
        let type = try #require(json["type"]?.stringValue)
        let vector = OutsideVector(
          place: "\(name) \(type) \(hex.prefix(60))", bytes: try #require(Bytes(hex: hex)),
          json: json)
        let codec = try OutsideCodec(generated: codecs[type], schema: schema, type: type)
        let differences = try check(vector, codec)
        failures += differences.map { "\(file) \(kind)[\(index)] \(type): \($0)" }
        count += 1
      }
    }
    #expect(failures == [], "\(failures.count) differences in \(count) vectors")
    #expect(count > 1000)
  }
}

import BareJSON
import BareRuntime

extension CodecMutant {
  /// Codecs that take what they have to refuse.
  static let lenient: [CodecMutant] = [
    taking(.trailing, as: "trailing-bytes-taken", breaks: "BARE-A3"),
    taking(.truncated, as: "missing-bytes-taken", breaks: "BARE-W1"),
    taking(.varintOverflow, as: "varints-past-64-bits-taken", breaks: "BARE-W3"),
    taking(.varintNoncanonical, as: "long-varints-taken", breaks: "BARE-A1"),
    taking(.bool, as: "any-byte-true", breaks: "BARE-W8"),
    taking(.optional, as: "any-byte-present", breaks: "BARE-W14"),
    taking(.utf8, as: "broken-utf8-taken", breaks: "BARE-W9"),
    taking(.enum, as: "unlisted-numbers-taken", breaks: "BARE-W13"),
    taking(.unionTag, as: "unknown-tags-taken", breaks: "BARE-W18"),
    taking(.duplicateKey, as: "repeated-keys-taken", breaks: "BARE-W17"),
    taking(.unionTag, as: "unknown-messages-taken", breaks: "ENVOY-3.1", in: "envoy/**"),
    taking(.unionTag, as: "unknown-frames-taken", breaks: "KV-A2", in: "kv-channel/**"),
  ]

  /// Codecs whose schema has a mistake, as one that is copied by hand may have.
  static let misread: [CodecMutant] = [
    reading(
      "bare/integers", " uint\n", as: " int\n", named: "signed-varints", breaks: "BARE-W3"),
    reading(
      "bare/integers", " int\n", as: " uint\n", named: "no-zig-zag", breaks: "BARE-W4"),
    reading(
      "envoy/v2", "type SqliteGeneration u64", as: "type SqliteGeneration i64",
      named: "generation-as-i64", breaks: "BARE-W5"),
    reading("kv-channel/v1", "ts:i64", as: "ts:u64", named: "time-as-u64", breaks: "BARE-W6"),
    reading("bare/floats", "f64", as: "f32", named: "doubles-as-floats", breaks: "BARE-W7"),
    reading(
      "envoy/v2", "type GatewayId data[4]", as: "type GatewayId data",
      named: "fixed-data-with-a-length", breaks: "BARE-W11"),
    reading(
      "envoy/v6", "type RequestId data[4]", as: "type RequestId data[5]",
      named: "fixed-data-of-another-length", breaks: "BARE-W11"),
    reading(
      "bare/lists", "type Quartet list<u8>[4]", as: "type Quartet list<u8>",
      named: "fixed-list-with-a-count", breaks: "BARE-W16"),
    reading("bare/optionals", "optional<u8>", as: "u8", named: "no-flag", breaks: "BARE-W14"),
    swapping(
      "generation", "expectedHeadTxid", of: "SqliteCommitRequest", in: "envoy/v2",
      named: "generation-after-head", breaks: "SQL-1.3"),
    swapping(
      "dbSizePages", "pageSize", of: "SqliteMeta", in: "envoy/v2", named: "page-size-first",
      breaks: "SQL-1.2"),
    swapping(
      "headTxid", "materializedTxid", of: "SqliteMeta", in: "envoy/v2",
      named: "head-after-materialized", breaks: "SQL-1.2"),
    swapping(
      "SqliteStageNotFound", "SqliteErrorResponse", of: "SqliteCommitFinalizeResponse",
      in: "envoy/v2", named: "error-before-stage-not-found", breaks: "SQL-1.3"),
    swapping(
      "SqliteCommitOk", "SqliteFenceMismatch", of: "SqliteCommitResponse", in: "envoy/v2",
      named: "fence-mismatch-first", breaks: "SQL-1.3"),
    swapping(
      "OK", "ERROR", of: "StopCode", in: "envoy/v1", named: "stop-codes-swapped",
      breaks: "ENVOY-A.1"),
    swapping(
      "KvErrorResponse", "KvGetResponse", of: "KvResponseData", in: "envoy/v6",
      named: "get-response-first", breaks: "ENVOY-A.1"),
    swapping(
      "ActorOpenRequest", "KvGetRequest", of: "RequestData", in: "kv-channel/v1",
      named: "get-request-first", breaks: "KV-A1"),
    swapping(
      "KvPutResponse", "KvDeleteResponse", of: "ResponseData", in: "kv-channel/v1",
      named: "delete-response-before-put", breaks: "KV-A1"),
    layout("v2-as-v2-pr4673", of: "envoy/v2", as: "envoy/v2-pr4673", breaks: "ENVOY-0.2"),
    layout("v4-as-v3", of: "envoy/v4", as: "envoy/v3", breaks: "ENVOY-3.1"),
    layout("v6-as-v5", of: "envoy/v6", as: "envoy/v5", breaks: "ENVOY-A.2"),
  ]

  /// Codecs that write or hand out something else than what they read.
  static let rewritten: [CodecMutant] = [
    CodecMutant(
      "integers-through-doubles", breaks: "BARE-W5", in: "envoy/v2/**",
      reply: { request, reply in
        request["cmd"] == "decode" ? reply.mappingTexts(Self.throughDouble) : reply
      }),
    CodecMutant(
      "byte-order-mark-lost", breaks: "BARE-W9", in: "bare/**", "kv-channel/**",
      reply: { request, reply in
        guard request["cmd"] == "decode" else { return reply }
        return reply.mappingTexts { $0.hasPrefix("\u{feff}") ? String($0.dropFirst()) : $0 }
      }),
    CodecMutant(
      "text-ends-at-nul", breaks: "BARE-W9", in: "bare/**", "kv-channel/**",
      reply: { request, reply in
        request["cmd"] == "decode" ? reply.mappingTexts { String($0.prefix { $0 != "\0" }) } : reply
      }),
    CodecMutant(
      "highest-byte-first", breaks: "BARE-W5", in: "bare/draft-primitives/u32/**",
      reply: { request, reply in
        request["cmd"] == "encode" ? reply.changing("bytes") { $0.bytesReversed } : reply
      }),
  ]

  /// Codecs that convert wrongly between versions.
  static let conversions: [CodecMutant] = [
    CodecMutant(
      "converts-what-cannot-be-said", breaks: "ENVOY-3.3", in: "convert/**", codec: .generated,
      reply: { request, reply in
        reply["unsupported"] == nil
          ? reply : ["seq": reply["seq"] ?? .null, "value": request["value"] ?? .null]
      }),
    conversion("feature-misnamed", "feature") { _ in "sqlite" },
    conversion("required-version-off-by-one", "requiredVersion") { $0.adding(1) },
    conversion("target-version-of-the-step", "targetVersion") { $0.adding(1) },
    conversion("direction-turned", "direction") { $0 == "ToRivet" ? "ToEnvoy" : "ToRivet" },
    CodecMutant(
      "converts-nothing", breaks: "ENVOY-3.2", in: "convert/**", codec: .generated,
      reply: { _, reply in
        guard reply["value"] != nil else { return reply }
        return ["seq": reply["seq"] ?? .null, "reject": ["error": "value", "message": "no"]]
      }),
  ]

  private static func layout(
    _ name: String, of schema: String, as other: String, breaks rule: String
  ) -> CodecMutant {
    CodecMutant(
      name, breaks: rule, in: "\(schema)/**",
      request: { request in
        request.changing("schema") { $0 == .string(schema) ? .string(other) : $0 }
      })
  }

  private static func conversion(
    _ name: String, _ member: String, _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> CodecMutant {
    CodecMutant(
      name, breaks: "ENVOY-2.6", in: "convert/**", codec: .generated,
      reply: { _, reply in reply.changing("unsupported.\(member)", change) })
  }

  /// What is left of a number that passes through a double on the way.
  @Sendable private static func throughDouble(_ text: String) -> String {
    guard text.utf8.count > 15, Int64(text) != nil || UInt64(text) != nil,
      let number = Double(text)
    else { return text }
    if let whole = Int64(exactly: number) { return "\(whole)" }
    return UInt64(exactly: number).map { "\($0)" } ?? text
  }
}

extension JSONValue {
  /// With every text changed, but those of keys.
  func mappingTexts(_ change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): .string(change(text))
    case .array(let elements): .array(elements.map { $0.mappingTexts(change) })
    case .object(let object):
      .object(JSONObject(object.members.map { ($0.key, $0.value.mappingTexts(change)) }))
    default: self
    }
  }

  /// The bytes that hex spells, from the last to the first.
  fileprivate var bytesReversed: JSONValue {
    let bytes = Bytes(hex: stringValue ?? "").map { Array($0.reversed()) } ?? []
    return .string((try? Bytes(bytes))?.hex ?? "")
  }
}

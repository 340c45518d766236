import BareJSON

extension Mutant {
  private static let data = "ToClientResponse.data"
  private static let requestData = "ToServerRequest.data"

  private static func code(_ code: JSONValue, by other: JSONValue)
    -> @Sendable (JSONValue) -> JSONValue
  {
    { $0 == code ? other : $0 }
  }

  static let channel: [Mutant] = [
    changing(
      "channel-id-off-by-one", breaks: "KV-A5", in: "kv/**", "ToClientResponse.requestId"
    ) { $0.adding(1) },
    silent(
      "open-unanswered", breaks: "KV-A5", in: "kv/**", "ToClientResponse",
      where: { $0.at("data.ActorOpenResponse") != nil }),
    silent(
      "close-unanswered", breaks: "KV-A5", in: "kv/**", "ToClientResponse",
      where: { $0.at("data.ActorCloseResponse") != nil }),
    changing(
      "locked-as-not-open", breaks: "KV-A6", in: "kv/**", data + ".ErrorResponse.code",
      code("actor_locked", by: "actor_not_open")),
    changing(
      "not-open-as-locked", breaks: "KV-A9", in: "kv/**", data + ".ErrorResponse.code",
      code("actor_not_open", by: "actor_locked")),
    changing(
      "large-keys-as-large-values", breaks: "KV-A8", in: "kv/**", data + ".ErrorResponse.code",
      code("key_too_large", by: "value_too_large")),
    changing(
      "large-batches-as-payloads", breaks: "KV-A8", in: "kv/**", data + ".ErrorResponse.code",
      code("batch_too_large", by: "payload_too_large")),
    changing(
      "payloads-as-large-batches", breaks: "KV-A8", in: "kv/**", data + ".ErrorResponse.code",
      code("payload_too_large", by: "batch_too_large")),
    changing(
      "uneven-put-as-batch", breaks: "KV-A8", in: "kv/**", data + ".ErrorResponse.code",
      code("keys_values_length_mismatch", by: "batch_too_large")),
    changing(
      "get-in-reverse", breaks: "KV-A7", in: "kv/**", data + ".KvGetResponse.keys"
    ) { $0.elements { $0.reversed() } },
    changing(
      "empty-values-lost", breaks: "KV-A7", in: "kv/**", data + ".KvGetResponse"
    ) { get in
      let pairs = zip(get["keys"]?.arrayValue ?? [], get["values"]?.arrayValue ?? [])
        .filter { $0.1 != "" }
      return ["keys": .array(pairs.map(\.0)), "values": .array(pairs.map(\.1))]
    },
    changing(
      "values-cut", breaks: "KV-A7", in: "kv/**", data + ".KvGetResponse.values.*"
    ) { .string(String(($0.stringValue ?? "").prefix(20_000))) },
    hearing(
      "range-with-its-end", breaks: "KV-A7", in: "kv/**",
      requestData + ".KvDeleteRangeRequest.end"
    ) { .string(($0.stringValue ?? "") + "00") },
    hearing(
      "range-without-its-start", breaks: "KV-A7", in: "kv/**",
      requestData + ".KvDeleteRangeRequest.start"
    ) { .string(($0.stringValue ?? "") + "00") },
    hearing(
      "put-of-the-first", breaks: "KV-A7", in: "kv/**", requestData + ".KvPutRequest"
    ) { put in
      [
        "keys": (put["keys"] ?? []).elements { Array($0.prefix(1)) },
        "values": (put["values"] ?? []).elements { Array($0.prefix(1)) },
      ]
    },
    hearing(
      "delete-of-nothing", breaks: "KV-A7", in: "kv/**", requestData + ".KvDeleteRequest.keys"
    ) { _ in [] },
    silent("channel-without-pings", breaks: "KV-A10", in: "kv/**", "ToClientPing"),
    changing(
      "channel-ping-without-time", breaks: "KV-A10", in: "kv/**", "ToClientPing.ts"
    ) { _ in "0" },
    Mutant(
      "closes-forgotten", breaks: "KV-A6", in: "kv/**",
      request: { message, _ in
        guard message.at(requestData + ".ActorCloseRequest") != nil,
          let id = message.at("ToServerRequest.requestId")
        else { return ([message], []) }
        return (
          [],
          [["ToClientResponse": ["requestId": id, "data": ["ActorCloseResponse": .null]]]]
        )
      }),
    Mutant(
      "channel-close-without-code", breaks: "KV-A4", in: "kv/**",
      close: { _, reason in (1000, reason.isEmpty ? reason : "closed") }),
  ]
}

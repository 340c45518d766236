import BareJSON

/// Clients that connect wrongly, or come back wrongly.
extension Mutant {
  static let clientConnections: [Mutant] = [
    connecting("two-slashes", breaks: "KV-A12.1", in: "client/kv/**") { target, _ in
      "/" + target
    },
    connecting("version-left-out", breaks: "KV-A12.1", in: "client/kv/**") { target, _ in
      target.replacing("protocol_version=1", with: "")
    },
    connecting("blanks-as-they-are", breaks: "KV-A12.1", in: "client/kv/**") { target, _ in
      target.replacing("%26", with: "&")
    },
    connecting("no-token", breaks: "KV-A12.1", in: "client/kv/**") { target, _ in
      target.replacing("token=", with: "no=")
    },
    connecting("another-version", breaks: "ENVOY-1.7", in: "client/connection/**") { target, _ in
      target.replacing("protocol_version=", with: "protocol_version=1")
    },
    connecting("no-pool", breaks: "ENVOY-1.7", in: "client/connection/**") { target, _ in
      target.replacing("pool_name=", with: "pool=")
    },
    connecting("a-new-key-each-time", breaks: "ENVOY-1.8", in: "client/connection/**") {
      target, memory in
      target.replacing("envoy_key=", with: "envoy_key=\(memory.connectionCount)")
    },
    withoutSubprotocol("nothing-offered-to-the-channel", breaks: "KV-A12.1", in: "client/kv/**"),
    withoutSubprotocol("nothing-offered", breaks: "ENVOY-1.7", in: "client/connection/**"),
    noisy("channel-ends-at-noise", breaks: "KV-A12.3", in: "client/kv/**"),
    Mutant(
      "comes-back-evicted", breaks: "ENVOY-1.8", in: "client/connection/**",
      close: { code, reason in code == 1000 ? (1011, "ws.going_away") : (code, reason) }),
    Mutant(
      "stays-away-after-every-close", breaks: "ENVOY-1.8", in: "client/connection/**",
      close: { _, _ in (1000, "ws.eviction") }),
    Mutant(
      "nothing-opened-again", breaks: "KV-A12.8", in: "client/kv/**",
      reply: { message, memory in
        memory.connectionCount > 1 && message.at("ToServerRequest.data.ActorOpenRequest") != nil
          ? [] : [message]
      }),
    opening("opens-what-was-closed", breaks: "KV-A12.8") { memory in
      memory.connectionCount < 2
        ? []
        : [
          [
            "ToServerRequest": [
              "requestId": 9999, "actorId": "closed", "data": ["ActorOpenRequest": .null],
            ]
          ]
        ]
    },
    resending(),
    Mutant(
      "deaf-to-a-server-that-goes", breaks: "KV-A12.9", in: "client/kv/**",
      request: { message, _ in (message["ToClientClose"] == nil ? [message] : [], []) }),
  ]

  private static func withoutSubprotocol(
    _ name: String, breaks rule: String, in pattern: String
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: pattern)
    mutant.isWithoutSubprotocol = true
    return mutant
  }

  private static func noisy(_ name: String, breaks rule: String, in pattern: String) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: pattern)
    mutant.breaksOffAtNoise = true
    return mutant
  }

  private static func opening(
    _ name: String, breaks rule: String,
    _ messages: @escaping @Sendable (MutantMemory) -> [JSONValue]
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: "client/kv/**")
    mutant.opening = messages
    return mutant
  }

  /// One that says again, on the next connection, what was not answered on the last.
  private static func resending() -> Mutant {
    var mutant = Mutant(
      "sends-again-what-was-lost", breaks: "KV-A12.7", in: "client/kv/**", "client/sqlite/**",
      reply: { message, memory in
        if message.objectValue?.first?.value["requestId"] != nil { memory.values["last"] = message }
        return [message]
      })
    mutant.opening = { memory in
      memory.connectionCount > 1 ? [memory.values["last"]].compactMap { $0 } : []
    }
    return mutant
  }
}

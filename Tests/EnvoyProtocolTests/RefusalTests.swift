import BareRuntime
import EnvoyProtocol
import Testing

/// What is said when a version cannot say a message: our words, and upstream's apart from them.
struct RefusalTests {
  private typealias Request = Envoy.Versioned.ToRivet
  private typealias Reply = Envoy.Versioned.ToEnvoy

  private func refusal(
    _ message: some VersionedMessage, in target: UInt16
  ) throws -> IncompatibleVersion {
    func refuse<Message: VersionedMessage>(_ message: Message) throws -> IncompatibleVersion {
      let version = try Message.Version(number: target)
      return try #require(throws: IncompatibleVersion.self) {
        try message.converted(to: version)
      }
    }
    return try refuse(message)
  }

  @Test("a batch of version 6 is refused by every version before")
  func batch() throws {
    let request = Request.v6(
      .sqliteExecuteBatchRequest(
        Envoy.V6.ToRivetSqliteExecuteBatchRequest(
          requestId: 1,
          data: Envoy.V6.SqliteExecuteBatchRequest(
            namespaceId: "n", actorId: "a", generation: 1, statements: []))))
    for target in 1...5 as ClosedRange<UInt16> {
      #expect(
        try refusal(request, in: target)
          == IncompatibleVersion(
            message: "ToRivetSqliteExecuteBatchRequest", feature: "remote sqlite batch requests",
            direction: "ToRivet", requiredVersion: 6, targetVersion: target,
            upstreamSentence: "remote sqlite batch requests require envoy-protocol v6 "
              + "but target version is v5"))
    }
  }

  @Test("a reply to SQL is refused below version 4, in upstream's words always as for version 3")
  func exec() throws {
    let reply = Reply.v5(
      .sqliteExecResponse(
        Envoy.V5.ToEnvoySqliteExecResponse(
          requestId: 1,
          data: .errorResponse(Envoy.V5.SqliteErrorResponse(group: "g", code: "c", message: "m")))))
    #expect(
      try refusal(reply, in: 1)
        == IncompatibleVersion(
          message: "ToEnvoySqliteExecResponse", feature: "remote sqlite responses",
          direction: "ToEnvoy", requiredVersion: 4, targetVersion: 1,
          upstreamSentence: "remote sqlite responses require envoy-protocol v4 "
            + "but target version is v3"))
    #expect(try reply.converted(to: .v4).version == .v4)
  }

  @Test("pages of version 2 and of version 3 are no kin, errors included")
  func pages() throws {
    let old = Reply.v2(
      .sqliteCommitResponse(
        Envoy.V2.ToEnvoySqliteCommitResponse(
          requestId: 1, data: .errorResponse(Envoy.V2.SqliteErrorResponse(message: "m")))))
    let up = try refusal(old, in: 6)
    #expect(up.upstreamSentence == "legacy sqlite responses require envoy-protocol v2")
    #expect((up.requiredVersion, up.targetVersion) == (2, 6))
    #expect(up.message == "ToEnvoySqliteCommitResponse")
    #expect(
      try refusal(old, in: 1).upstreamSentence == "sqlite responses require envoy-protocol v2")
    let new = Request.v3(
      .sqliteGetPagesRequest(
        Envoy.V3.ToRivetSqliteGetPagesRequest(
          requestId: 1, data: Envoy.V3.SqliteGetPagesRequest(actorId: "a", pgnos: [1]))))
    let down = try refusal(new, in: 1)
    #expect(down.upstreamSentence == "stateless sqlite requests require envoy-protocol v3")
    #expect((down.requiredVersion, down.targetVersion) == (3, 1))
  }

  @Test("a start with the state of its database is refused by version 1, dropped by version 3")
  func startupData() throws {
    let start = Envoy.Versioned.ActorCommandKeyData.v2(
      .commandStartActor(
        Envoy.V2.CommandStartActor(
          config: Envoy.V2.ActorConfig(name: "a", createTs: 1), hibernatingRequests: [],
          sqliteStartupData: Envoy.V2.SqliteStartupData(
            generation: 1, meta: Self.meta, preloadedPages: []))))
    #expect(
      try refusal(start, in: 1)
        == IncompatibleVersion(
          message: "CommandStartActor", feature: "sqlite startup data", direction: "ToEnvoy",
          requiredVersion: 2, targetVersion: 1,
          upstreamSentence: "sqlite startup data requires envoy-protocol v2 "
            + "but target version is v1"))
    #expect(try start.converted(to: .v3).converted(to: .v2) != start)
  }

  private static let meta = Envoy.V2.SqliteMeta(
    generation: 1, headTxid: 2, materializedTxid: 3, dbSizePages: 4, pageSize: 4096,
    creationTsMs: 5, maxDeltaBytes: 6)
}

import BareRuntime
import EnvoyProtocol
import Testing

/// Names that callers rely on: what is shared between versions, and how cases are called.
struct TypeSharingTests {
  @Test("what a version did not change is the type of the version before")
  func shared() {
    #expect(Envoy.V6.ToRivetMetadata.self == Envoy.V1.ToRivetMetadata.self)
    #expect(Envoy.V6.KvGetRequest.self == Envoy.V1.KvGetRequest.self)
    #expect(Envoy.V2PR4673.ToRivetMetadata.self == Envoy.V1.ToRivetMetadata.self)
    #expect(Envoy.V6.CommandStartActor.self == Envoy.V3.CommandStartActor.self)
  }

  @Test("a shape that comes back is the type that it was: version 3 starts actors as version 1")
  func returned() {
    #expect(Envoy.V3.CommandStartActor.self == Envoy.V1.CommandStartActor.self)
    #expect(Envoy.V3.CommandStartActor.self as Any.Type != Envoy.V2.CommandStartActor.self)
  }

  @Test("what a version changed is a type of its own")
  func changed() {
    #expect(Envoy.V2.ToRivet.self as Any.Type != Envoy.V1.ToRivet.self)
    #expect(Envoy.V6.ToRivet.self as Any.Type != Envoy.V5.ToRivet.self)
    #expect(Envoy.V5.SqliteCommitOk.self as Any.Type != Envoy.V4.SqliteCommitOk.self)
    #expect(Envoy.V2PR4673.SqliteMeta.self as Any.Type != Envoy.V2.SqliteMeta.self)
  }

  @Test("cases drop the words they share with the union, and keep at least one")
  func caseNames() throws {
    let request = Envoy.V6.ToRivet.kvRequest(
      Envoy.V6.ToRivetKvRequest(
        actorId: "a", requestId: 1, data: .getRequest(Envoy.V6.KvGetRequest(keys: [[1]]))))
    #expect(try request.encoded() == [5, 1, 0x61, 1, 0, 0, 0, 0, 1, 1, 1])
    #expect(try Envoy.V6.ToRivet.stopping.encoded() == [3])
    let responses: [Envoy.V2.SqliteCommitResponse] = [
      .ok(Envoy.V2.SqliteCommitOk(newHeadTxid: 1, meta: Self.meta)),
      .fenceMismatch(Envoy.V2.SqliteFenceMismatch(actualMeta: Self.meta, reason: "")),
      .tooLarge(Envoy.V2.SqliteCommitTooLarge(actualSizeBytes: 2, maxSizeBytes: 1)),
      .errorResponse(Envoy.V2.SqliteErrorResponse(message: "m")),
    ]
    #expect(try responses.map { try $0.encoded().first } == [0, 1, 2, 3])
  }

  @Test("a case that Swift could not say after a dot keeps its full name")
  func fullNames() throws {
    let welcome = Envoy.V1.ToEnvoy.toEnvoyInit(
      Envoy.V1.ToEnvoyInit(
        metadata: Envoy.V1.ProtocolMetadata(
          envoyLostThreshold: 1, actorStopThreshold: 2, maxResponsePayloadSize: 3)))
    #expect(try welcome.encoded().first == 0)
  }

  private static let meta = Envoy.V2.SqliteMeta(
    generation: 1, headTxid: 2, materializedTxid: 3, dbSizePages: 4, pageSize: 4096,
    creationTsMs: 5, maxDeltaBytes: 6)
}

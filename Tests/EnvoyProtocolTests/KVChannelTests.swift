import BareRuntime
import KVChannelProtocol
import Testing

/// What the KV channel has beside its messages.
struct KVChannelTests {
  @Test("error codes are the texts of the wire")
  func errorCodes() {
    let codes = [
      "actor_locked", "actor_not_open", "actor_not_found", "too_many_actors", "backpressure",
      "batch_too_large", "key_too_large", "value_too_large", "payload_too_large",
      "keys_values_length_mismatch", "storage_quota_exceeded", "internal_error",
    ]
    #expect(Set(KVChannelErrorCode.allCases.map(\.rawValue)) == Set(codes))
    #expect(KVChannelErrorCode.allCases.count == codes.count)
    #expect(KVChannelErrorCode(rawValue: "actorLocked") == nil)
    #expect(KVChannelErrorCode(rawValue: "") == nil)
  }

  @Test("limits are those that servers enforce")
  func limits() {
    #expect(KVChannelLimits.maximumKeyByteCount == 2048 - 2)
    #expect(KVChannelLimits.maximumValueByteCount == 128 * 1024)
    #expect(KVChannelLimits.maximumKeyCount == 128)
    #expect(KVChannelLimits.maximumPutByteCount == 976 * 1024)
    #expect(KVChannelLimits.maximumStorageByteCount == 10 * 1024 * 1024 * 1024)
    #expect(KVChannelLimits.maximumOpenActorCount == 1000)
    #expect(KVChannelLimits.maximumWaitingRequestCount == 64)
  }

  @Test("a message of the channel is its bytes, without a version before them")
  func message() throws {
    let open = KVChannel.V1.ToServer.request(
      KVChannel.V1.ToServerRequest(requestId: 7, actorId: "a", data: .actorOpenRequest))
    #expect(try open.encoded() == [0, 7, 0, 0, 0, 1, 0x61, 0])
    #expect(try KVChannel.V1.ToClient(decoding: [2]) == .close)
  }
}

import BareRuntime
import KVChannelProtocol

/// Why a request of the KV channel did nothing (`KV-A9`); texts are for people.
struct KVChannelRefusal: Error, Hashable, Sendable {
  let code: KVChannelErrorCode
  let message: String

  static let locked = KVChannelRefusal(
    code: .actorLocked, message: "actor is locked by another connection")
  static let notOpen = KVChannelRefusal(
    code: .actorNotOpen, message: "actor is not opened on this connection")
  static let notFound = KVChannelRefusal(
    code: .actorNotFound, message: "actor does not exist or is not running")
  static let backpressure = KVChannelRefusal(
    code: .backpressure, message: "too many in-flight requests for this actor")

  /// Whatever went wrong inside; the text never tells more.
  static let internalError = KVChannelRefusal(code: .internalError, message: "internal error")

  static func tooManyActors(_ maximum: Int) -> KVChannelRefusal {
    KVChannelRefusal(
      code: .tooManyActors, message: "a connection has at most \(maximum) actors open")
  }

  static func checkKeys(_ keys: [Bytes]) throws(KVChannelRefusal) {
    let maximum = KVChannelLimits.maximumKeyCount
    guard keys.count <= maximum else {
      throw .init(code: .batchTooLarge, message: "a maximum of \(maximum) keys is allowed")
    }
    for key in keys { try checkKey(key) }
  }

  static func checkKey(_ key: Bytes) throws(KVChannelRefusal) {
    let maximum = KVChannelLimits.maximumKeyByteCount
    guard key.count <= maximum else {
      throw .init(code: .keyTooLarge, message: "key is too long (max \(maximum) bytes)")
    }
  }

  /// Looks at a put in the order that clients see: lists, count, keys, values, all together, quota.
  static func checkPut(
    _ put: KVChannel.V1.KvPutRequest, usedByteCount: Int, maximumByteCount: Int
  ) throws(KVChannelRefusal) {
    guard put.keys.count == put.values.count else {
      throw .init(
        code: .keysValuesLengthMismatch,
        message: "\(put.keys.count) keys, but \(put.values.count) values")
    }
    try checkKeys(put.keys)
    for value in put.values where value.count > KVChannelLimits.maximumValueByteCount {
      throw .init(code: .valueTooLarge, message: "value is too large (max 128 KiB)")
    }
    let payloadByteCount = KVStore.payloadByteCount(keys: put.keys, values: put.values)
    guard payloadByteCount <= KVChannelLimits.maximumPutByteCount else {
      throw .init(code: .payloadTooLarge, message: "total payload is too large (max 976 KiB)")
    }
    let freeByteCount = max(0, maximumByteCount - usedByteCount)
    guard payloadByteCount <= freeByteCount else {
      throw .init(
        code: .storageQuotaExceeded,
        message: "not enough space left in storage (\(freeByteCount) bytes remaining, "
          + "current payload is \(payloadByteCount) bytes)")
    }
  }
}

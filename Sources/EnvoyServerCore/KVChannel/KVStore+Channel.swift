import BareRuntime
import KVChannelProtocol

extension KVStore {
  /// Does what a request asks for, all of it or nothing (`KV-A7`, `KV-A8`).
  ///
  /// - Throws: what is too large or too much.
  mutating func answer(
    _ request: KVChannel.V1.RequestData, maximumByteCount: Int, atMilliseconds time: Int64
  ) throws(KVChannelRefusal) -> KVChannel.V1.ResponseData {
    switch request {
    case .kvGetRequest(let get):
      try KVChannelRefusal.checkKeys(get.keys)
      let found = get.keys.compactMap(entry)
      return .kvGetResponse(.init(keys: found.map(\.key), values: found.map(\.value)))
    case .kvPutRequest(let put):
      try KVChannelRefusal.checkPut(
        put, usedByteCount: usedByteCount, maximumByteCount: maximumByteCount)
      for (key, value) in zip(put.keys, put.values) {
        self.put(key, value, atMilliseconds: time)
      }
      return .kvPutResponse
    case .kvDeleteRequest(let delete):
      try KVChannelRefusal.checkKeys(delete.keys)
      for key in delete.keys { remove(key) }
      return .kvDeleteResponse
    case .kvDeleteRangeRequest(let range):
      try KVChannelRefusal.checkKey(range.start)
      try KVChannelRefusal.checkKey(range.end)
      removeAll(from: range.start, to: range.end)
      return .kvDeleteResponse
    case .actorOpenRequest, .actorCloseRequest:
      preconditionFailure("opens and closes are no matter of the store")
    }
  }
}

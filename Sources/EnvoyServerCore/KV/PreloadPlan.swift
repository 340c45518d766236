import BareJSON
import BareRuntime
import EnvoyProtocol

/// Which of its keys an actor wants to have with its start, as the metadata of its name say
/// (`ENVOY-4.5`).
struct PreloadPlan: Hashable, Sendable {
  struct Prefix: Hashable, Sendable {
    let prefix: Bytes

    /// The most bytes of its entries; nil for as many as there is room for.
    let maximumByteCount: Int?

    /// Whether the first entries are wanted where not all have room.
    let isPartialWanted: Bool
  }

  /// The most bytes of all entries: 1 MiB.
  static let maximumByteCount = 1_048_576

  let keys: [Bytes]
  let prefixes: [Prefix]

  /// Reads `{"preload": {"keys", "prefixes": [{"prefix", "maxBytes", "partial"}]}}`, bytes being
  /// arrays of numbers; nil for anything else, which engines pass over.
  init?(metadata text: String) {
    guard let preload = (try? JSONValue(parsing: text))?["preload"],
      let keys = PreloadPlan.all(preload["keys"], PreloadPlan.bytes),
      let prefixes = PreloadPlan.all(preload["prefixes"], Prefix.init(json:))
    else { return nil }
    self.keys = keys
    self.prefixes = prefixes
  }

  /// The elements of an array, if all are what they should be; none where it is missing.
  private static func all<Element>(
    _ json: JSONValue?, _ read: (JSONValue) -> Element?
  ) -> [Element]? {
    guard let json else { return [] }
    guard let values = json.arrayValue else { return nil }
    let elements = values.compactMap(read)
    return elements.count == values.count ? elements : nil
  }

  fileprivate static func bytes(_ json: JSONValue) -> Bytes? {
    all(json) { $0.numberValue.flatMap { UInt8($0.text) } }.flatMap { try? Bytes($0) }
  }
}

extension PreloadPlan.Prefix {
  fileprivate init?(json: JSONValue) {
    guard let prefix = json["prefix"].flatMap(PreloadPlan.bytes) else { return nil }
    self.prefix = prefix
    maximumByteCount = json["maxBytes"]?.numberValue.flatMap { Int($0.text) }
    isPartialWanted = json["partial"]?.boolValue ?? false
  }
}

extension KVStore {
  /// What an actor is given of its keys: single ones first, then prefixes, as far as there is room.
  ///
  /// A key that is listed and has no entry is known to be missing; a prefix that is listed has all
  /// its entries here.
  func preloaded(_ plan: PreloadPlan, version: Bytes) -> Envoy.V6.PreloadedKv {
    var preloaded = Envoy.V6.PreloadedKv(entries: [], requestedGetKeys: [], requestedPrefixes: [])
    var free = PreloadPlan.maximumByteCount
    func cost(_ entry: Entry) -> Int { entry.key.count + entry.value.count + version.count + 8 }
    func add(_ entry: Entry) {
      free -= cost(entry)
      preloaded.entries.append(
        .init(
          key: entry.key, value: entry.value,
          metadata: .init(version: version, updateTs: entry.timeMilliseconds)))
    }
    for key in plan.keys {
      let entry = entry(of: key)
      guard entry.map({ cost($0) <= free }) ?? true else { continue }
      preloaded.requestedGetKeys.append(key)
      if let entry { add(entry) }
    }
    for prefix in plan.prefixes {
      let entries = entries(from: prefix.prefix, to: nil).prefix {
        $0.key.starts(with: prefix.prefix)
      }
      var room = min(free, prefix.maximumByteCount ?? free)
      let fitting = entries.prefix { entry in
        room -= cost(entry)
        return room >= 0
      }
      guard fitting.count == entries.count || prefix.isPartialWanted else { continue }
      for entry in fitting { add(entry) }
      if fitting.count == entries.count { preloaded.requestedPrefixes.append(prefix.prefix) }
    }
    return preloaded
  }
}

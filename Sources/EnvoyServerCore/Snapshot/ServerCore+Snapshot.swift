import BareJSON
import BareRuntime

/// What a server stores, as text: an object of JSON a line, in an order that depends on what is
/// stored alone, so that two snapshots can be compared line by line.
///
/// Connections, stages, commands on their way and users' WebSockets are not stored; an actor that
/// an envoy had sleeps.
extension ServerCore {
  /// What a snapshot's first line says it is.
  static let snapshotVersion = 1

  /// The snapshot's lines, each with its end.
  public var snapshotText: String {
    var lines: [JSONValue] = [["snapshot": .number(JSONNumber(ServerCore.snapshotVersion))]]
    for (name, namespace) in namespaces.sorted(by: { $0.key < $1.key }) {
      lines.append(["namespace": .string(name)])
      for (actorName, metadata) in namespace.actorNames.sorted(by: { $0.key < $1.key }) {
        lines.append([
          "namespace": .string(name), "actorName": .string(actorName),
          "metadata": .string(metadata),
        ])
      }
      for (id, actor) in namespace.actors.sorted(by: { $0.key < $1.key }) {
        let place: [(String, JSONValue)] = [("namespace", .string(name)), ("actor", .string(id))]
        lines += actor.snapshot.map { .object(JSONObject(place + $0)) }
      }
    }
    return lines.map { $0.compactText + "\n" }.joined()
  }
}

extension Actor {
  /// What stands in the actor's lines beside its place.
  fileprivate var snapshot: [[(String, JSONValue)]] {
    let pages = database?.storedPages.map { $0.page.snapshot($0.number) } ?? []
    return [head] + kv.entries.map(\.snapshot) + (database.map { [$0.snapshot] } ?? []) + pages
  }

  private var head: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("state", .string(rest.rawValue)), ("generation", .number(JSONNumber(generation))),
    ]
    if let name = declaration.name { members.append(("name", .string(name))) }
    if let key = declaration.key { members.append(("actorKey", .string(key))) }
    if let input = declaration.input { members.append(("input", .string(input.hex))) }
    if let alarmMilliseconds {
      members.append(("alarmMilliseconds", .string("\(alarmMilliseconds)")))
    }
    if let quotaByteCount { members.append(("quotaByteCount", .string("\(quotaByteCount)"))) }
    return members
  }

  private var rest: SnapshotState {
    switch state {
    case .idle: .idle
    case .destroyed: .destroyed
    case .waiting, .assigned, .asleep: .asleep
    }
  }
}

/// The states that an actor can have in a snapshot.
enum SnapshotState: String {
  case idle
  case asleep
  case destroyed
}

extension KVStore.Entry {
  fileprivate var snapshot: [(String, JSONValue)] {
    [
      ("key", .string(key.hex)), ("value", .string(value.hex)),
      ("timeMilliseconds", .string("\(timeMilliseconds)")),
    ]
  }
}

extension SqliteDatabase {
  fileprivate var snapshot: [(String, JSONValue)] {
    [
      (
        "database",
        [
          "generation": .string("\(generation)"), "headTxid": .string("\(headTxid)"),
          "nextTxid": .string("\(nextTxid)"), "materializedTxid": .string("\(materializedTxid)"),
          "dbSizePages": .number(JSONNumber(pageCount)),
          "creationTimeMilliseconds": .string("\(creationTimeMilliseconds)"),
        ]
      )
    ]
  }
}

extension StoredPage {
  fileprivate func snapshot(_ number: UInt32) -> [(String, JSONValue)] {
    [
      ("pgno", .number(JSONNumber(number))), ("pageGeneration", .string("\(generation)")),
      ("txid", .string("\(txid)")), ("bytes", .string((try? Bytes(bytes))?.hex ?? "")),
    ]
  }
}

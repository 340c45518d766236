import BareJSON
import BareRuntime

/// A text that is no snapshot: in which line, and what is wrong there.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public let lineNumber: Int

  /// What was expected and met there.
  public let why: String

  public var description: String { "line \(lineNumber): \(why)" }
}

extension ServerCore {
  /// A server that stores what a snapshot says.
  ///
  /// - Throws: the first line that is not one of a snapshot, or does not fit those before it.
  public init(options: ServerOptions, snapshot text: [UInt8]) throws(SnapshotError) {
    self.init(options: options)
    var lineNumber = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      guard !line.isEmpty else { continue }
      do throws(SnapshotLineError) {
        try take(try SnapshotLine(line), isFirst: lineNumber == 1)
      } catch {
        throw SnapshotError(lineNumber: lineNumber, why: error.why)
      }
    }
    guard lineNumber > 1 else {
      throw SnapshotError(lineNumber: 1, why: "expected `{\"snapshot\":1}` and more lines")
    }
  }

  private mutating func take(_ line: SnapshotLine, isFirst: Bool) throws(SnapshotLineError) {
    if isFirst {
      guard try line.number("snapshot") == ServerCore.snapshotVersion else {
        throw SnapshotLineError("expected version \(ServerCore.snapshotVersion) of snapshots")
      }
      return
    }
    let name = try line.text("namespace")
    if line.has("actor") {
      guard namespaces[name] != nil else {
        throw SnapshotLineError("namespace `\(name)` has no line before this one")
      }
      try take(line, of: ActorPlace(namespace: name, actor: try line.text("actor")))
    } else if line.has("actorName") {
      namespaces[name]?.actorNames[try line.text("actorName")] = try line.text("metadata")
    } else {
      namespaces[name] = Namespace()
    }
  }

  private mutating func take(
    _ line: SnapshotLine, of place: ActorPlace
  ) throws(SnapshotLineError) {
    if line.has("state") { return try takeActor(line, place) }
    guard var actor = namespaces[place.namespace]?.actors[place.actor] else {
      throw SnapshotLineError("actor `\(place.actor)` has no line with its state before this one")
    }
    if line.has("key") {
      actor.kv.put(
        try line.bytes("key"), try line.bytes("value"),
        atMilliseconds: try line.number("timeMilliseconds"))
    } else if line.has("database") {
      var limits = options.sqlite
      if let quota = actor.quotaByteCount { limits.storageByteCount = quota }
      actor.database = try SqliteDatabase(try line.part("database"), limits: limits)
    } else {
      // The page's table is written in place, as it is held here alone.
      namespaces[place.namespace]?.actors[place.actor]?.database = nil
      guard actor.database != nil else {
        throw SnapshotLineError("actor `\(place.actor)` has no line with its database before this")
      }
      try actor.database?.restorePage(line)
    }
    namespaces[place.namespace]?.actors[place.actor] = actor
  }

  private mutating func takeActor(
    _ line: SnapshotLine, _ place: ActorPlace
  ) throws(SnapshotLineError) {
    guard let state = SnapshotState(rawValue: try line.text("state")) else {
      throw SnapshotLineError("`state` is not one of idle, asleep, destroyed")
    }
    var actor = Actor()
    switch state {
    case .idle: actor.state = .idle
    case .asleep: actor.state = .asleep
    case .destroyed: actor.state = .destroyed
    }
    actor.generation = try line.number("generation")
    if line.has("name") { actor.declaration.name = try line.text("name") }
    if line.has("actorKey") { actor.declaration.key = try line.text("actorKey") }
    if line.has("input") { actor.declaration.input = try line.bytes("input") }
    if line.has("quotaByteCount") { actor.quotaByteCount = try line.number("quotaByteCount") }
    namespaces[place.namespace]?.actors[place.actor] = actor
    if line.has("alarmMilliseconds") { setAlarm(place, try line.number("alarmMilliseconds")) }
  }
}

extension SqliteDatabase {
  fileprivate init(_ line: SnapshotLine, limits: SqliteLimits) throws(SnapshotLineError) {
    self.init(
      limits: limits, creationTimeMilliseconds: try line.number("creationTimeMilliseconds"))
    generation = try line.number("generation")
    headTxid = try line.number("headTxid")
    nextTxid = try line.number("nextTxid")
    materializedTxid = try line.number("materializedTxid")
    pageCount = try line.number("dbSizePages")
    guard generation > 0, headTxid < nextTxid, materializedTxid <= headTxid else {
      throw SnapshotLineError(
        "expected a generation from 1 on, and materializedTxid <= headTxid < nextTxid")
    }
  }

  fileprivate mutating func restorePage(_ line: SnapshotLine) throws(SnapshotLineError) {
    let (number, bytes): (UInt32, Bytes) = (try line.number("pgno"), try line.bytes("bytes"))
    let page = (
      generation: try line.number("pageGeneration") as UInt64,
      txid: try line.number("txid") as UInt64
    )
    guard 1...max(1, pageCount) ~= number, bytes.count == SqliteLimits.pageByteCount,
      page.generation <= generation, page.txid <= headTxid
    else {
      throw SnapshotLineError(
        "expected a page of 1 to dbSizePages with \(SqliteLimits.pageByteCount) bytes, "
          + "written by a generation and a transaction that the database has had")
    }
    table.store(
      StoredPage(bytes: bytes.copied, generation: page.generation, txid: page.txid), at: number)
  }
}

/// A line of a snapshot, with what is read from it.
private struct SnapshotLine {
  private let json: JSONValue

  init(_ text: ArraySlice<UInt8>) throws(SnapshotLineError) {
    do throws(JSONError) {
      json = try JSONValue(parsing: Array(text))
    } catch {
      throw SnapshotLineError("\(error)")
    }
  }

  private init(json: JSONValue) { self.json = json }

  func has(_ name: String) -> Bool { json[name] != nil }

  func text(_ name: String) throws(SnapshotLineError) -> String {
    guard let text = json[name]?.stringValue else {
      throw SnapshotLineError("expected a string `\(name)`")
    }
    return text
  }

  func number<Number: FixedWidthInteger>(
    _ name: String
  ) throws(SnapshotLineError) -> Number {
    let text = json[name]?.stringValue ?? json[name]?.numberValue?.text
    guard let number = text.flatMap({ Number($0) }) else {
      throw SnapshotLineError("expected a number `\(name)`")
    }
    return number
  }

  func bytes(_ name: String) throws(SnapshotLineError) -> Bytes {
    guard let bytes = Bytes(hex: try text(name)) else {
      throw SnapshotLineError("expected bytes in hex `\(name)`")
    }
    return bytes
  }

  func part(_ name: String) throws(SnapshotLineError) -> SnapshotLine {
    SnapshotLine(json: json[name] ?? .null)
  }
}

/// What is wrong with a line.
private struct SnapshotLineError: Error {
  let why: String

  init(_ why: String) { self.why = why }
}

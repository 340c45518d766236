/// What happened, the newest last, as much of it as there is room for.
public struct Journal: Sendable {
  /// The most entries that are kept: some minutes of a busy client.
  public static let maximumEntryCount = 10_000

  /// The most bytes of messages that are kept, so that large commits do not pile up.
  public static let maximumByteCount = 33_554_432

  private var kept: [JournalEntry] = []
  private var droppedCount = 0
  private var byteCount = 0
  private var nextNumber: UInt64 = 1

  /// The entries that are kept, in order.
  public var entries: ArraySlice<JournalEntry> { kept[droppedCount...] }

  /// The entries behind a number, as far as they are kept.
  public func entries(after number: UInt64) -> ArraySlice<JournalEntry> {
    let first = kept.first.map(\.number) ?? nextNumber
    let index = number < first ? droppedCount : max(droppedCount, Int(number - first) + 1)
    return kept[min(index, kept.count)...]
  }

  /// The number of the newest entry; 0 before the first.
  public var lastNumber: UInt64 { nextNumber - 1 }

  /// Adds an entry, and drops old ones for it.
  mutating func append(
    _ record: JournalRecord, connection: ConnectionID?, namespace: String?,
    atMilliseconds time: Int64
  ) {
    kept.append(
      JournalEntry(
        number: nextNumber, timeMilliseconds: time, connection: connection, namespace: namespace,
        record: record))
    nextNumber += 1
    byteCount += record.byteCount
    while entries.count > Journal.maximumEntryCount || byteCount > Journal.maximumByteCount {
      dropOldest()
    }
    assert(byteCount >= 0 && entries.count <= Journal.maximumEntryCount)
  }

  /// Drops the oldest entry; the array is moved up only now and then, so that each costs little.
  private mutating func dropOldest() {
    byteCount -= kept[droppedCount].record.byteCount
    let entry = kept[droppedCount]
    kept[droppedCount] = JournalEntry(
      number: entry.number, timeMilliseconds: entry.timeMilliseconds, connection: nil,
      namespace: nil, record: .closed)
    droppedCount += 1
    guard droppedCount == Journal.maximumEntryCount else { return }
    kept.removeFirst(droppedCount)
    droppedCount = 0
  }
}

extension JournalRecord {
  /// Bytes of the message in it.
  fileprivate var byteCount: Int {
    switch self {
    case .received(let message), .sent(let message), .undecodable(let message, _):
      message.bytes.count
    default: 0
    }
  }
}

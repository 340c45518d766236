import BareJSON
import EnvoyServerCore

/// Which entries of the journal are asked for, and how long to wait for one.
struct JournalFilter {
  /// The longest wait, so that a forgotten one does not stay for ever.
  static let maximumWaitMilliseconds: Int64 = 60_000

  let namespace: String?
  let actor: String?
  let type: String?
  let afterNumber: UInt64
  let waitMilliseconds: Int64

  /// The most entries to give, the newest; nil for all.
  let limit: Int?

  init(_ target: RequestTarget) throws(AdminRefusal) {
    namespace = target["namespace"]
    actor = target["actor"]
    type = target["type"]
    guard let after = UInt64(target["after"] ?? "0") else {
      throw .badRequest("`after` is not the number of an entry")
    }
    guard let wait = Int64(target["wait"] ?? "0"),
      0...JournalFilter.maximumWaitMilliseconds ~= wait
    else {
      throw .badRequest(
        "`wait` is not a number of milliseconds, 0 to \(JournalFilter.maximumWaitMilliseconds)")
    }
    limit = try target["limit"].map { text throws(AdminRefusal) in
      guard let limit = Int(text), limit > 0 else {
        throw .badRequest("`limit` is not a number of entries")
      }
      return limit
    }
    afterNumber = after
    waitMilliseconds = wait
  }

  /// The entries that match, in order.
  func entries(of journal: Journal) -> [JournalEntry] {
    journal.entries(after: afterNumber).filter { entry in
      (namespace.map { $0 == entry.namespace } ?? true)
        && (type.map { $0 == entry.messageType } ?? true)
        && (actor.map { $0 == entry.actor } ?? true)
    }
  }

  func answer(_ journal: Journal) -> JSONValue {
    [
      "entries": .array(entries(of: journal).suffix(limit ?? .max).map(\.json)),
      "lastNumber": .string("\(journal.lastNumber)"),
    ]
  }
}

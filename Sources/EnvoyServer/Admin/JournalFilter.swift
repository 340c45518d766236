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
      "entries": .array(entries(of: journal).map(\.json)),
      "lastNumber": .string("\(journal.lastNumber)"),
    ]
  }
}

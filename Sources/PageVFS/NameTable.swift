import Synchronization

/// Which names are in use. Names are the same only byte by byte, unlike `String`s.
final class NameTable: Sendable {
  private enum Entry {
    case opening
    case open(WeakHandle)
    case poisoned(String)
  }

  private struct WeakHandle: Sendable {
    weak var handle: PageDatabaseHandle?
  }

  private let entries = Mutex<[[UInt8]: Entry]>([:])

  /// Takes a name that is free.
  func take(_ name: String) throws(PageDatabaseFailure) {
    try entries.withLock { (entries) throws(PageDatabaseFailure) in
      switch entries[Array(name.utf8)] {
      case nil: entries[Array(name.utf8)] = .opening
      case .poisoned(let reason):
        throw PageDatabaseFailure(
          .poisoned, "the database \(name) could not be closed and is not opened again: \(reason)")
      case .opening, .open:
        throw PageDatabaseFailure(.nameInUse, "the database \(name) is open")
      }
    }
  }

  /// Knows the database of a name that was taken.
  func set(_ handle: PageDatabaseHandle) {
    entries.withLock { $0[Array(handle.name.utf8)] = .open(WeakHandle(handle: handle)) }
  }

  /// The open database of a name.
  func handle(_ name: String) -> PageDatabaseHandle? {
    entries.withLock { entries in
      guard case .open(let weak) = entries[Array(name.utf8)] else { return nil }
      return weak.handle
    }
  }

  /// All open databases.
  var handles: [PageDatabaseHandle] {
    entries.withLock { entries in
      entries.values.compactMap { entry in
        guard case .open(let weak) = entry else { return nil }
        return weak.handle
      }
    }
  }

  /// Lets a name be used again.
  func free(_ name: String) { entries.withLock { $0[Array(name.utf8)] = nil } }

  /// Lets a name never be used again, and says why.
  func poison(_ name: String, _ reason: String) {
    entries.withLock { $0[Array(name.utf8)] = .poisoned(reason) }
  }
}

import CSQLite
import SQLiteLibrary
import Synchronization

/// A file system that SQLite knows while this object lives.
///
/// Unchecked: the structure is SQLite's between `init` and `deinit`; only `pending` changes, which
/// has a lock.
final class VFSRegistration: @unchecked Sendable {
  /// The name that SQLite knows it under; no two have the same.
  let name: String

  let library: SQLiteLibrary
  private let vfs: UnsafeMutablePointer<csqlite_vfs>
  private let nameBytes: UnsafeMutablePointer<CChar>
  private let pending = Mutex<[String: PageFile]>([:])

  /// - Throws: where SQLite refuses it.
  init(library: SQLiteLibrary) throws(PageDatabaseFailure) {
    self.library = library
    name = "envoykit-\(Self.randomWord())"
    let text = name.utf8CString
    nameBytes = .allocate(capacity: text.count)
    for (index, byte) in text.enumerated() { (nameBytes + index).initialize(to: byte) }
    vfs = .allocate(capacity: 1)
    vfs.initialize(to: VFSCallbacks.vfs)
    vfs.pointee.zName = UnsafePointer(nameBytes)
    vfs.pointee.pAppData = Unmanaged.passUnretained(self).toOpaque()
    let code = library.functions.registerVFS(vfs, 0)
    guard code == SQLiteCode.ok else {
      throw PageDatabaseFailure(.sqlite, "SQLite does not take a file system: result code \(code)")
    }
  }

  deinit {
    _ = library.functions.unregisterVFS(vfs)
    vfs.deallocate()
    nameBytes.deallocate()
  }

  /// A path under which SQLite can open a file once. Nobody can guess it, so no ATTACH gets there.
  func path(for file: PageFile) -> String {
    let path = Self.randomWord()
    pending.withLock { $0[path] = file }
    return path
  }

  /// The file of a path, which is no path from now on.
  func take(_ path: String) -> PageFile? {
    pending.withLock { $0.removeValue(forKey: path) }
  }

  private static func randomWord() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36)
      + String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

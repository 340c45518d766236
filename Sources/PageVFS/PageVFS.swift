public import SQLiteLibrary

/// How a database is opened.
public struct PageDatabaseOptions: Hashable, Sendable {
  /// How many pages of the store are kept here, beside those that SQLite keeps itself.
  public var cachedPageLimit = 2048

  /// Whether SQLite may hand over pages of a large transaction early. They wait here for COMMIT
  /// anyway, so this only moves memory.
  public var spillsCache = false

  /// The usual ones.
  public init() {}
}

/// A file system of SQLite in which databases are in page stores, and all else is in memory.
///
/// Databases share it, and nothing else. Files that SQL itself names, by ATTACH or VACUUM INTO, are
/// in memory and gone when they are detached.
public final class PageVFS: Sendable {
  private let registration: VFSRegistration
  private let names = NameTable()

  /// The library.
  public let library: SQLiteLibrary

  /// Registers a file system under a name of its own.
  public init(library: SQLiteLibrary) throws(PageDatabaseFailure) {
    self.library = library
    registration = try VFSRegistration(library: library)
  }

  /// Opens the database in a store, which may be empty.
  ///
  /// - Parameters:
  ///   - name: names are compared byte by byte; `1` is not `10`.
  ///   - store: is the database's from now on, and closed with it, or here if this fails.
  ///   - options: what is kept in memory.
  /// - Throws: where the name is in use or poisoned, or the store has no database of pages of 4096
  ///   bytes without a write-ahead log, or cannot be read.
  public func open(
    _ name: String, store: sending any PageStore, options: PageDatabaseOptions = .init()
  ) throws(PageDatabaseFailure) -> PageDatabaseHandle {
    do throws(PageDatabaseFailure) {
      try names.take(name)
    } catch {
      store.close()
      throw error
    }
    let file = PageFile(store: store, cachedPageLimit: options.cachedPageLimit)
    do throws(PageDatabaseFailure) {
      let connection = try connect(file, options)
      let handle = PageDatabaseHandle(
        name: name, file: file, connection: connection, registration: registration, names: names)
      names.set(handle)
      return handle
    } catch {
      file.closeStore()
      names.free(name)
      throw error
    }
  }

  /// The open database of exactly this name.
  public func database(named name: String) -> PageDatabaseHandle? { names.handle(name) }

  /// Closes all databases, even if some of them fail to; those poison their names.
  public func closeAll() {
    for handle in names.handles { try? handle.close() }
  }

  private func connect(
    _ file: PageFile, _ options: PageDatabaseOptions
  ) throws(PageDatabaseFailure) -> SQLiteConnection {
    try Self.check(file)
    let path = registration.path(for: file)
    do throws(SQLiteFailure) {
      let connection = try SQLiteConnection(path, vfs: registration.name, library: library)
      try connection.execute(SessionPragmas.sql(spillsCache: options.spillsCache))
      return connection
    } catch {
      _ = registration.take(path)
      throw PageDatabaseFailure(.sqlite, sqlite: error, error.message)
    }
  }

  /// Refuses what SQLite could open, and would then write in ways that the store does not see.
  private static func check(_ file: PageFile) throws(PageDatabaseFailure) {
    let header: DatabaseHeader?
    do throws(PageStoreFailure) {
      header = try file.header()
    } catch {
      throw PageDatabaseFailure(.store, store: error, error.message)
    }
    guard let header else { return }
    guard header.pageByteCount == pageByteCount else {
      throw PageDatabaseFailure(
        .unsuitable, "the database has pages of \(header.pageByteCount) bytes, not \(pageByteCount)"
      )
    }
    guard !header.usesLog else {
      throw PageDatabaseFailure(.unsuitable, "the database uses a write-ahead log")
    }
  }
}

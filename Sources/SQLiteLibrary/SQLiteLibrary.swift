#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// SQLite's library, found when the program runs: nothing of it is needed to build.
public struct SQLiteLibrary: Sendable {
  /// The file it came from, as it was asked for.
  public let file: String

  /// Its version, such as 3040001 for 3.40.1.
  public let versionNumber: Int

  package let functions: SQLiteFunctions

  /// The files that are tried, in this order.
  public static var usualFiles: [String] {
    #if canImport(Darwin)
      ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
    #else
      ["libsqlite3.so.0", "libsqlite3.so"]
    #endif
  }

  /// Loads the first of some files that is there; loading one again costs next to nothing.
  ///
  /// - Throws: ``SQLiteLibraryFailure`` where there is none, or where it lacks a function, is older
  ///   than 3.20, or was built for one thread only.
  public init(files: [String] = Self.usualFiles) throws(SQLiteLibraryFailure) {
    var attempts: [SQLiteLibraryFailure.Attempt] = []
    for file in files {
      guard let library = dlopen(file, RTLD_NOW | RTLD_LOCAL) else {
        attempts.append(.init(file: file, reason: Self.lastError()))
        continue
      }
      do throws(SQLiteSymbols.Missing) {
        self = try Self(file: file, symbols: SQLiteSymbols(library: library))
        return
      } catch {
        attempts.append(.init(file: file, reason: error.reason))
      }
    }
    throw SQLiteLibraryFailure(attempts: attempts)
  }

  private init(file: String, symbols: SQLiteSymbols) throws(SQLiteSymbols.Missing) {
    functions = try SQLiteFunctions(symbols)
    self.file = file
    versionNumber = Int(functions.versionNumber())
    guard versionNumber >= 3_020_000 else {
      throw .init(reason: "its version is \(versionNumber), and 3020000 is the oldest that will do")
    }
    guard functions.isThreadSafe() != 0 else {
      throw .init(reason: "it was built for programs of one thread")
    }
  }

  private static func lastError() -> String {
    guard let message = dlerror() else { return "no such library" }
    return String(cString: message)
  }
}

/// There is no library of SQLite that can be used.
public struct SQLiteLibraryFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// One file that was tried.
  public struct Attempt: Hashable, Sendable {
    /// What was asked for.
    public let file: String

    /// What was wrong with it.
    public let reason: String
  }

  /// All that was tried, in order.
  public let attempts: [Attempt]

  /// What was tried, and what to install.
  public var description: String {
    let tried = attempts.map { "\($0.file) (\($0.reason))" }.joined(separator: ", ")
    return "no usable library of SQLite; tried \(tried.isEmpty ? "nothing" : tried). "
      + "Debian and Ubuntu have it in the package libsqlite3-0, macOS comes with it"
  }
}

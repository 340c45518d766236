/// What statements of others may not do to this process.
extension SQLiteConnection {
  /// What a connection can be limited in; the numbers are the library's.
  public enum Limit: Int32, Hashable, Sendable {
    /// The bytes of a text, a blob or a row.
    case valueByteCount = 0

    /// The databases that are attached at a time. VACUUM attaches one.
    case attachedDatabaseCount = 7
  }

  /// Sets a limit; below the library's own, which cannot be passed.
  public func setLimit(_ limit: Limit, to value: Int32) throws(SQLiteFailure) {
    try call(nil) { (database) throws(SQLiteFailure) in
      _ = functions.limit(database, limit.rawValue, value)
    }
  }

  /// Has a meter count the instructions of statements from now on; nil for none.
  public func setMeter(_ meter: SQLiteMeter?) throws(SQLiteFailure) {
    try call(nil) { (database) throws(SQLiteFailure) in
      keep(meter)
      let context = meter.map { Unmanaged.passUnretained($0).toOpaque() }
      functions.setProgressHandler(
        database, meter == nil ? 0 : Int32(SQLiteMeter.stride),
        { context in
          guard let context else { return 0 }
          return Unmanaged<SQLiteMeter>.fromOpaque(context).takeUnretainedValue().look() ? 1 : 0
        }, context)
    }
  }

  /// Refuses, or lets be, what reaches beyond this connection: other databases by a name, and
  /// pragmas with limits that hold for the whole process, its folders, and the largest size of a
  /// database. VACUUM attaches one without a name, and may.
  public func setConfined(_ isConfined: Bool) throws(SQLiteFailure) {
    try call(nil) { (database) throws(SQLiteFailure) in
      let code = functions.setAuthorizer(database, isConfined ? SQLiteConfinement.judge : nil, nil)
      guard code == SQLiteCode.ok else { throw functions.failure(code, on: database, sql: nil) }
    }
  }
}

/// What reaches beyond a connection.
private enum SQLiteConfinement {
  private static let pragma: Int32 = 19
  private static let attach: Int32 = 24
  private static let denied: Int32 = 1

  private static let names: Set<String> = [
    "data_store_directory", "hard_heap_limit", "max_page_count", "soft_heap_limit",
    "temp_store_directory",
  ]

  /// Asked about each action while a statement is prepared. A pragma that only tells a value has no
  /// argument, a name that is no plain text none either.
  static let judge: SQLiteFunctions.Authorizer = { _, action, name, argument, _, _ in
    if action == attach { return name?.pointee == 0 ? SQLiteCode.ok : denied }
    guard action == pragma, argument != nil, let name else { return SQLiteCode.ok }
    return names.contains(String(cString: name).lowercased()) ? denied : SQLiteCode.ok
  }
}

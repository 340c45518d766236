package import CSQLite

/// The functions of SQLite that are used here.
///
/// Unchecked: all are addresses of code, which never change.
package struct SQLiteFunctions: @unchecked Sendable {
  package typealias Text = UnsafePointer<CChar>
  package typealias Release = @convention(c) (UnsafeMutableRawPointer?) -> Void
  package typealias Number = @convention(c) (OpaquePointer) -> Int32
  package typealias Progress = @convention(c) (UnsafeMutableRawPointer?) -> Int32
  package typealias Authorizer =
    @convention(c) (UnsafeMutableRawPointer?, Int32, Text?, Text?, Text?, Text?) -> Int32
  package typealias Column = @convention(c) (OpaquePointer, Int32) -> Int32

  // The library
  package let versionNumber: @convention(c) () -> Int32
  package let isThreadSafe: @convention(c) () -> Int32
  package let allocate: @convention(c) (UInt64) -> UnsafeMutableRawPointer?
  package let meaning: @convention(c) (Int32) -> Text?
  package let registerVFS: @convention(c) (UnsafeMutablePointer<csqlite_vfs>, Int32) -> Int32
  package let unregisterVFS: @convention(c) (UnsafeMutablePointer<csqlite_vfs>) -> Int32

  // A connection
  package let open:
    @convention(c) (Text, UnsafeMutablePointer<OpaquePointer?>, Int32, Text?) -> Int32
  package let close: Number
  package let extendResultCodes: @convention(c) (OpaquePointer, Int32) -> Int32
  package let resultCode: Number
  package let message: @convention(c) (OpaquePointer) -> Text?
  package let interrupt: @convention(c) (OpaquePointer) -> Void
  package let changes: Number
  package let totalChanges: Number
  package let lastInsertRowID: @convention(c) (OpaquePointer) -> Int64
  package let commitsByItself: Number
  package let limit: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
  package let setProgressHandler:
    @convention(c) (OpaquePointer, Int32, Progress?, UnsafeMutableRawPointer?) -> Void
  package let setAuthorizer:
    @convention(c) (OpaquePointer, Authorizer?, UnsafeMutableRawPointer?) -> Int32

  // A statement
  package let prepare:
    @convention(c) (
      OpaquePointer, Text, Int32, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<Text?>
    ) -> Int32
  package let step: Number
  package let reset: Number
  package let finalize: Number
  package let counter: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
  package let parameterCount: Number
  package let bindNull: Column
  package let bindInteger: @convention(c) (OpaquePointer, Int32, Int64) -> Int32
  package let bindReal: @convention(c) (OpaquePointer, Int32, Double) -> Int32
  package let bindZeros: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
  package let bindBlob:
    @convention(c) (OpaquePointer, Int32, UnsafeRawPointer, UInt64, Release?) -> Int32
  package let bindText:
    @convention(c) (OpaquePointer, Int32, Text, UInt64, Release?, UInt8) -> Int32
  package let columnCount: Number
  package let columnName: @convention(c) (OpaquePointer, Int32) -> Text?
  package let columnType: Column
  package let columnInteger: @convention(c) (OpaquePointer, Int32) -> Int64
  package let columnReal: @convention(c) (OpaquePointer, Int32) -> Double
  package let columnText: @convention(c) (OpaquePointer, Int32) -> UnsafePointer<UInt8>?
  package let columnBlob: @convention(c) (OpaquePointer, Int32) -> UnsafeRawPointer?
  package let columnByteCount: Column

  init(_ symbol: SQLiteSymbols) throws(SQLiteSymbols.Missing) {
    versionNumber = try symbol("sqlite3_libversion_number")
    isThreadSafe = try symbol("sqlite3_threadsafe")
    allocate = try symbol("sqlite3_malloc64")
    meaning = try symbol("sqlite3_errstr")
    registerVFS = try symbol("sqlite3_vfs_register")
    unregisterVFS = try symbol("sqlite3_vfs_unregister")
    open = try symbol("sqlite3_open_v2")
    close = try symbol("sqlite3_close")
    extendResultCodes = try symbol("sqlite3_extended_result_codes")
    resultCode = try symbol("sqlite3_extended_errcode")
    message = try symbol("sqlite3_errmsg")
    interrupt = try symbol("sqlite3_interrupt")
    changes = try symbol("sqlite3_changes")
    totalChanges = try symbol("sqlite3_total_changes")
    lastInsertRowID = try symbol("sqlite3_last_insert_rowid")
    commitsByItself = try symbol("sqlite3_get_autocommit")
    limit = try symbol("sqlite3_limit")
    setProgressHandler = try symbol("sqlite3_progress_handler")
    setAuthorizer = try symbol("sqlite3_set_authorizer")
    prepare = try symbol("sqlite3_prepare_v2")
    step = try symbol("sqlite3_step")
    reset = try symbol("sqlite3_reset")
    finalize = try symbol("sqlite3_finalize")
    counter = try symbol("sqlite3_stmt_status")
    parameterCount = try symbol("sqlite3_bind_parameter_count")
    bindNull = try symbol("sqlite3_bind_null")
    bindInteger = try symbol("sqlite3_bind_int64")
    bindReal = try symbol("sqlite3_bind_double")
    bindZeros = try symbol("sqlite3_bind_zeroblob")
    bindBlob = try symbol("sqlite3_bind_blob64")
    bindText = try symbol("sqlite3_bind_text64")
    columnCount = try symbol("sqlite3_column_count")
    columnName = try symbol("sqlite3_column_name")
    columnType = try symbol("sqlite3_column_type")
    columnInteger = try symbol("sqlite3_column_int64")
    columnReal = try symbol("sqlite3_column_double")
    columnText = try symbol("sqlite3_column_text")
    columnBlob = try symbol("sqlite3_column_blob")
    columnByteCount = try symbol("sqlite3_column_bytes")
  }
}

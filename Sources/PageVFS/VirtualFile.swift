import SQLiteLibrary

/// A file as SQLite sees it. All results are codes of SQLite; 0 is success.
class VirtualFile {
  /// Results that file systems have.
  enum Code {
    static let read = extended(1)
    static let shortRead = extended(2)
    static let write = extended(3)
    static let sync = extended(4)
    static let truncate = extended(6)

    private static func extended(_ number: Int32) -> Int32 {
      SQLiteCode.inputOutput | number << 8
    }
  }

  var byteCount: Int64 = 0

  /// Fills the buffer; what lies beyond the end is zeros, and a short read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int32 { Code.read }

  /// Writes, growing the file where it has to.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32 { Code.write }

  /// Sets the size.
  func truncate(to byteCount: Int64) -> Int32 { Code.truncate }

  /// Makes everything written durable.
  func sync() -> Int32 { SQLiteCode.ok }

  /// Why a pragma is refused, nil where SQLite may go on with it.
  func refusal(ofPragma name: String, _ value: String?) -> String? { nil }
}

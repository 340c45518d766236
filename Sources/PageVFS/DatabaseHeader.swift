/// What the first hundred bytes of a database say.
struct DatabaseHeader {
  /// The bytes of a page.
  let pageByteCount: Int

  /// Whether changes go through a log beside the file.
  let usesLog: Bool

  /// The size in pages; nil where an old SQLite left it as it was.
  let pageCount: UInt32?

  private static let magic = Array("SQLite format 3\0".utf8)

  /// Nil for a page that is no first page.
  init?(_ page: [UInt8]) {
    guard page.count >= 100, page.starts(with: Self.magic) else { return nil }
    func number(at index: Int) -> UInt32 {
      page[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    let size = Int(page[16]) << 8 | Int(page[17])
    pageByteCount = size == 1 ? 65536 : size
    usesLog = page[18] > 1 || page[19] > 1
    let changeCounter = number(at: 24)
    let count = number(at: 28)
    pageCount = count > 0 && changeCounter == number(at: 92) ? count : nil
  }
}

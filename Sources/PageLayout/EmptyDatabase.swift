/// What a new database starts as (`KV-B2.4`): not as nothing, because SQLite would then open a real
/// journal, and keep to it as long as the database is open.
public enum EmptyDatabase {
  /// Page 1 of a database without tables: 4096 bytes, SHA-256
  /// `e21e57b08c265890ac8a15b9f0060e2ddd0c991ac917e252fcf60e04781cec2d`.
  public static let page: [UInt8] = {
    var page = [UInt8](repeating: 0, count: Chunk.byteCount)
    page.replaceSubrange(0..<DatabaseHeader.magic.count, with: DatabaseHeader.magic)
    page.replaceSubrange(16..<24, with: [0x10, 0x00, 1, 1, 0, 64, 32, 32])
    for offset in [24, 40, 92] { page[offset + 3] = 3 }  // change counter, schema cookie, valid-for
    for offset in [28, 56] { page[offset + 3] = 1 }  // pages, and UTF-8
    page.replaceSubrange(96..<100, with: [0x00, 0x2e, 0x8a, 0x11])  // written by 3.50.1
    page.replaceSubrange(100..<108, with: [0x0d, 0, 0, 0, 0, 0x10, 0x00, 0])  // an empty leaf
    return page
  }()
}

/// What of a database's first bytes the layout has to know.
enum DatabaseHeader {
  static let magic = Array("SQLite format 3\0".utf8)

  /// The size of pages that bytes 16 and 17 say; 1 stands for 65,536.
  static func pageByteCount(_ page: some Collection<UInt8>) -> Int {
    let field = page.dropFirst(16).prefix(2).reduce(0) { $0 << 8 | Int($1) }
    return field == 1 ? 65_536 : field
  }
}

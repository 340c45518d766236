import Testing

@testable import PageVFS

/// What is read before it is asked for.
struct ReadAheadTests {
  @Test(
    "three pages with one step predict the next 16, and no others",
    arguments: [
      ([5, 6, 7], 8, 23), ([7, 6, 5], 1, 4), ([10, 13, 16], 19, 64), ([1, 2, 3], 4, 19),
    ] as [([UInt32], UInt32, UInt32)])
  func steps(_ numbers: [UInt32], _ least: UInt32, _ greatest: UInt32) {
    var readAhead = ReadAhead()
    for number in numbers { readAhead.note(number) }
    let pages = readAhead.pages(upTo: 1000)
    #expect(pages.min() == least)
    #expect(pages.max() == greatest)
    #expect(pages.count == min(16, Int(numbers[2]) - 1) || pages.count == 16)
  }

  @Test(
    "nothing is predicted of jumps, of one page again, or behind the end",
    arguments: [[1, 2], [1, 2, 4], [9, 9, 9], [100, 200, 300], [48, 49, 50]] as [[UInt32]])
  func nothing(_ numbers: [UInt32]) {
    var readAhead = ReadAhead()
    for number in numbers { readAhead.note(number) }
    #expect(readAhead.pages(upTo: 50) == [])
  }

  @Test("a scan of a database that was just opened reads 17 pages at a time")
  func scan() throws {
    let memory = MemoryPages()
    let vfs = try Library.vfs()
    let database = try vfs.open("a", store: MemoryPageStore(memory))
    try database.execute(
      """
      CREATE TABLE t (v);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 340)
      INSERT INTO t SELECT randomblob(4000) FROM n
      """)
    try database.close()
    memory.with { $0.resetCounts() }
    let again = try vfs.open("a", store: MemoryPageStore(memory))
    #expect(try again.query("SELECT count(v) FROM t").rows == [[340]])
    #expect(memory.readCount < 40, "\(memory.readCount) reads")
    #expect(memory.with(\.readPageCount) <= Int(memory.pageCount) + 2 * 16)
  }
}

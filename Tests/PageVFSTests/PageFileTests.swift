import BareRuntime
import Testing

@testable import PageVFS

/// The file alone, without SQLite, against an array of bytes.
struct PageFileTests {
  @Test("random writes, truncations and reads of any place and size are those of an array")
  func model() throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let memory = MemoryPages()
      var file = PageFile(store: MemoryPageStore(memory), cachedPageLimit: random.below(8))
      var model: [UInt8] = []
      for step in 0..<120 {
        let start = random.below(9 * 4096)
        let count = random.below(3 * 4096)
        switch random.below(10) {
        case ..<4: write(to: file, &model, start, [UInt8](repeating: UInt8(step), count: count))
        case 4: truncate(file, &model, to: start)
        case 5: sync(file, &model, memory)
        case 6:
          sync(file, &model, memory)
          file = PageFile(store: MemoryPageStore(memory), cachedPageLimit: 3)
        default: #expect(isSame(file, model, start, count), "seed \(seed), step \(step)")
        }
        #expect(file.byteCount == Int64(model.count))
      }
    }
  }

  private func write(
    to file: PageFile, _ model: inout [UInt8], _ start: Int, _ bytes: [UInt8]
  ) {
    #expect(bytes.withUnsafeBytes { file.write($0, at: Int64(start)) } == 0)
    guard !bytes.isEmpty || start <= model.count else {
      model += [UInt8](repeating: 0, count: start - model.count)
      return
    }
    model += [UInt8](repeating: 0, count: max(start + bytes.count - model.count, 0))
    model.replaceSubrange(start..<start + bytes.count, with: bytes)
  }

  private func truncate(_ file: PageFile, _ model: inout [UInt8], to count: Int) {
    #expect(file.truncate(to: Int64(count)) == 0)
    model = Array(model.prefix(count))
    model += [UInt8](repeating: 0, count: count - model.count)
  }

  /// A store has whole pages.
  private func sync(_ file: PageFile, _ model: inout [UInt8], _ memory: MemoryPages) {
    #expect(file.sync() == 0)
    model += [UInt8](repeating: 0, count: (4096 - model.count % 4096) % 4096)
    // Said in one word, since the difference of two files is a long text.
    let isSame = memory.file == model
    #expect(isSame)
  }

  private func isSame(_ file: PageFile, _ model: [UInt8], _ start: Int, _ count: Int) -> Bool {
    var buffer = [UInt8](repeating: 0xaa, count: count)
    let code = buffer.withUnsafeMutableBytes { file.read(into: $0, at: Int64(start)) }
    var expected = Array(model.dropFirst(start).prefix(count))
    let isShort = expected.count < count
    expected += [UInt8](repeating: 0, count: count - expected.count)
    return buffer == expected && code == (isShort ? 522 : 0)
  }

  @Test("a read over many pages is one read of those that are missing")
  func batch() throws {
    let memory = MemoryPages()
    memory.with { state in
      state.pageCount = 8
      for number in 1...8 as ClosedRange<UInt32> {
        state.pages[number] = try? Bytes([UInt8](repeating: UInt8(number), count: 4096))
      }
    }
    let file = PageFile(store: MemoryPageStore(memory), cachedPageLimit: 100)
    var buffer = [UInt8](repeating: 0, count: 4096)
    #expect(buffer.withUnsafeMutableBytes { file.read(into: $0, at: 3 * 4096) } == 0)
    #expect(buffer.withUnsafeBytes { file.write($0, at: 4096) } == 0)
    memory.with { $0.resetCounts() }
    var all = [UInt8](repeating: 0, count: 8 * 4096)
    #expect(all.withUnsafeMutableBytes { file.read(into: $0, at: 0) } == 0)
    #expect(memory.readCount == 1)
    #expect(memory.with(\.readPageCount) == 6)
    #expect((0..<8).map { all[$0 * 4096] } == [1, 4, 3, 4, 5, 6, 7, 8])
  }

  @Test("offsets that nobody means are refused")
  func offsets() {
    let file = PageFile(store: MemoryPageStore(MemoryPages()), cachedPageLimit: 1)
    var buffer = [UInt8](repeating: 0, count: 10)
    for offset in [.min, -1, .max, .max - 5] as [Int64] {
      #expect(buffer.withUnsafeMutableBytes { file.read(into: $0, at: offset) } != 0)
      #expect(buffer.withUnsafeBytes { file.write($0, at: offset) } != 0)
      #expect(file.truncate(to: offset) != 0)
    }
    #expect(file.byteCount == 0)
  }

  @Test("the cache keeps no more than it may, and what was used goes last")
  func cache() {
    var cache = PageCache(capacity: 4)
    for number in 1...4 as ClosedRange<UInt32> { cache.insert(number, []) }
    _ = cache.page(1)
    for number in 5...7 as ClosedRange<UInt32> { cache.insert(number, []) }
    #expect(cache.count == 4)
    #expect(cache.page(1) != nil)
    #expect(cache.page(2) == nil)
    cache.truncate(to: 5)
    #expect(cache.page(5) != nil)
    #expect(cache.page(6) == nil)
    cache.insert(9, [])
    #expect(cache.page(9) != nil)
  }
}

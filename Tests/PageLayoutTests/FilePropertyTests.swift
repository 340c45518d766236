import Digest
import PageLayout
import Testing

/// Reads, writes and truncates at random, against an array of bytes.
struct FilePropertyTests {
  @Test(
    "a file is what its writes and truncates make of an array", arguments: 1...40 as ClosedRange)
  func randomCalls(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let deletion: PlanOptions.Deletion = Bool.random(using: &random) ? .range : .batches
    let plan = PagePlan(
      .journal,
      options: PlanOptions(
        maximumKeyCount: .random(in: 2...9, using: &random), deletion: deletion))
    var store = MemoryStore()
    try store.run(try plan.open(meta: nil, creating: true).changes)
    var model: [UInt8] = []
    for _ in 0..<60 {
      try step(plan, &store, &model, &random)
      #expect(store.content(of: .journal) == model)
    }
    try store.run(plan.delete(byteCount: UInt64(model.count)))
    #expect(store.values.isEmpty)
  }

  private func step(
    _ plan: PagePlan, _ store: inout MemoryStore, _ model: inout [UInt8],
    _ random: inout SeededGenerator
  ) throws {
    let size = UInt64(model.count)
    let offset = Int.random(in: 0...30_000, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      try store.run(try plan.truncate(from: size, to: UInt64(offset)))
      model = Array(model.prefix(offset))
      model += [UInt8](repeating: 0, count: offset - model.count)
    case 1:
      let count = Int.random(in: 0...20_000, using: &random)
      let read = plan.read(offset: UInt64(offset), byteCount: count, of: size)
      let known = Array(model.dropFirst(offset).prefix(count))
      let bytes = read.assembled(store.read(read.fetch))
      #expect(bytes == known + [UInt8](repeating: 0, count: count - known.count))
      #expect(read.isShort == (known.count < count))
    default:
      let count = Int.random(in: 0...(Bool.random(using: &random) ? 200 : 20_000), using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
      let write = try plan.write(bytes, offset: UInt64(offset), of: size)
      try store.run(write)
      guard count > 0 else { return }
      model += [UInt8](repeating: 0, count: max(0, offset + count - model.count))
      model.replaceSubrange(offset..<offset + count, with: bytes)
      #expect(write.newByteCount == UInt64(model.count))
    }
  }

  @Test("what a crash of a truncate leaves is not seen, and gone once it is tidied")
  func crashedTruncate() throws {
    let before = (0..<20_480).map { UInt8($0 / 4096 + 1) }
    for crash in 0...3 {
      var store = try MemoryStore.holding(before)
      store.changesLeft = crash
      try? store.run(try PagePlan().truncate(from: 20_480, to: 8193))
      let size = try #require(store.byteCount(of: .main))
      #expect(size == (crash == 0 ? 20_480 : 8193))
      #expect(store.content() == Array(before.prefix(Int(size))))
      store.changesLeft = nil
      try store.run(PagePlan().tidy(byteCount: size))
      #expect(store.values.count == (crash == 0 ? 6 : 4))
    }
  }

  @Test(
    "what a file of SQLite becomes is the file again, and carrying it twice is carrying it once")
  func identity() throws {
    var random = SeededGenerator(seed: 3)
    for pageCount in [1, 2, 5, 130] {
      let rest = (4096..<pageCount * 4096).map { _ in UInt8.random(in: 0...255, using: &random) }
      let database = EmptyDatabase.page + rest
      let pairs = try ImportedDatabase.exported(database)
      let once = try ImportCheck().database(in: pairs.shuffled(using: &random))
      #expect(once.bytes == database)
      #expect(once.pageCount == pageCount)
      #expect(try ImportedDatabase.exported(once.bytes) == pairs)
    }
    #expect(
      SHA256.hex(of: EmptyDatabase.page)
        == "e21e57b08c265890ac8a15b9f0060e2ddd0c991ac917e252fcf60e04781cec2d")
  }
}

/// The same numbers from the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

import PageLayout
import Testing

/// A crash before every request of a transaction, and of the recovery behind it: all or nothing.
struct CrashTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let old: UInt32
    let new: UInt32
    let dirty: [UInt32]
    let options: PlanOptions
    var testDescription: String {
      "\(old) to \(new) pages, \(dirty), \(options.maximumKeyCount) keys, \(options.deletion)"
    }
  }

  /// All small transactions, by ways to remove chunks and keys that a put takes.
  private static func small(_ options: PlanOptions) -> [Shape] {
    var shapes: [Shape] = []
    for old: UInt32 in 1...3 {
      for new: UInt32 in 1...4 {
        for bits in 0..<UInt32(1) << new {
          let dirty = (1...new).filter { bits >> ($0 - 1) & 1 == 1 }
          shapes.append(Shape(old: old, new: new, dirty: dirty, options: options))
        }
      }
    }
    return shapes
  }

  @Test(
    "small transactions are all or nothing after a crash at any point",
    arguments: [2, 3, 128], PlanOptions.Deletion.allCases)
  func small(keyCount: Int, deletion: PlanOptions.Deletion) throws {
    let options = PlanOptions(maximumKeyCount: keyCount, deletion: deletion)
    for shape in Self.small(options) { try check(shape, crashesInRecovery: true) }
  }

  @Test(
    "so are those of more pages than a put takes",
    arguments: [(140, 140), (130, 150), (150, 130), (127, 128)] as [(UInt32, UInt32)])
  func large(_ counts: (old: UInt32, new: UInt32)) throws {
    for deletion in PlanOptions.Deletion.allCases {
      for keyCount in [40, 128] {
        let options = PlanOptions(maximumKeyCount: keyCount, deletion: deletion)
        let shape = Shape(
          old: counts.old, new: counts.new, dirty: Array(1...counts.new), options: options)
        try check(shape, crashesInRecovery: false)
      }
    }
  }

  private func check(_ shape: Shape, crashesInRecovery: Bool) throws {
    let before = Self.database(pageCount: shape.old, from: 1)
    let plan = try PagePlan.transaction(
      shape.dirty.map { DatabasePage(number: $0, bytes: Self.page(UInt8($0 % 50) + 200, $0)) },
      oldPageCount: shape.old, newPageCount: shape.new, nonce: 11, options: shape.options)
    let start = try MemoryStore.holding(before)
    var end = start
    try end.run(plan)
    let after = Self.after(before, shape)
    #expect(end.content() == after)
    #expect(try ImportCheck().database(in: end.pairs).bytes == after, "\(shape.testDescription)")
    let changes = plan.changes(start.read(plan.fetch))
    let changesNothing = before == after
    var isCommitted = false
    for crash in 0...changes.count {
      var store = start
      store.changesLeft = crash
      try? store.run(changes)
      try recover(store, shape, crashesInRecovery) { recovered in
        let content = recovered.content()
        let isAfter = content == after
        #expect(isAfter || content == before, "\(shape.testDescription), crash \(crash)")
        if !changesNothing {
          #expect(!isCommitted || isAfter, "a commit is not taken back")
          isCommitted = isAfter
        }
      }
    }
    #expect(isCommitted || changesNothing)
  }

  /// Recovers, after crashes of a recovery at each of its requests too.
  private func recover(
    _ store: MemoryStore, _ shape: Shape, _ crashes: Bool, _ check: (MemoryStore) throws -> Void
  ) throws {
    let imported = try ImportCheck(gaps: .asStored).database(in: store.pairs)
    for crash in 0..<(crashes && store.content(of: .journal) != nil ? 12 : 1) {
      var store = store
      store.changesLeft = crashes ? crash : nil
      try? store.recover(shape.options)
      store.changesLeft = nil
      try store.recover(shape.options)
      #expect(store.content(of: .journal) == nil)
      #expect(imported.bytes == store.content(), "an import sees what a reader does")
      let once = store.values
      try store.recover(shape.options)
      #expect(store.values == once)
      try check(store)
    }
  }

  private static func after(_ before: [UInt8], _ shape: Shape) -> [UInt8] {
    var bytes = Array(before.prefix(Int(shape.new) * 4096))
    bytes += [UInt8](repeating: 0, count: Int(shape.new) * 4096 - bytes.count)
    for number in shape.dirty {
      let start = Int(number - 1) * 4096
      bytes.replaceSubrange(start..<start + 4096, with: page(UInt8(number % 50) + 200, number))
    }
    return bytes
  }

  private static func database(pageCount: UInt32, from first: UInt8) -> [UInt8] {
    (1...pageCount).flatMap { page(first + UInt8($0 % 100), $0) }
  }

  /// A page of one byte; page 1 starts as databases do.
  private static func page(_ byte: UInt8, _ number: UInt32) -> [UInt8] {
    let head = number == 1 ? Array(EmptyDatabase.page.prefix(100)) : []
    return head + [UInt8](repeating: byte, count: 4096 - head.count)
  }
}

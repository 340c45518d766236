import Testing

@testable import EnvoyServerCore

/// The table of pages against a dictionary.
struct PageTableTests {
  /// Numbers around every border of the tree's levels.
  private static let numbers: [UInt32] = {
    let borders: [UInt32] = [1 << 10, 1 << 21, 1 << 31]
    return [1, 2, 3] + borders.flatMap { [$0 - 1, $0, $0 + 1] } + [.max - 1, .max]
  }()

  private static func page(_ fill: Int) -> StoredPage {
    StoredPage(
      bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: fill), count: 4096), generation: 1,
      txid: UInt64(fill))
  }

  @Test("pages are found where they were stored, and cut off above any number", arguments: 1...40)
  func model(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var table = PageTable()
    var model: [UInt32: StoredPage] = [:]
    for step in 0..<60 {
      let number = Self.numbers.randomElement(using: &random) ?? 1
      if UInt8.random(in: 0..<4, using: &random) == 0 {
        table.removeAll(above: number)
        model = model.filter { $0.key <= number }
      } else {
        table.store(Self.page(step), at: number)
        model[number] = Self.page(step)
      }
      #expect(table.count == model.count, "seed \(seed), step \(step)")
      #expect(
        Self.numbers.allSatisfy { table[$0] == model[$0] }, "seed \(seed), step \(step)")
    }
    #expect(table.pages.map(\.number) == model.keys.sorted(), "seed \(seed)")
  }

  @Test("a copy is a snapshot: what is written later does not show in it")
  func snapshot() {
    var table = PageTable()
    table.store(Self.page(1), at: 7)
    let copy = table
    table.store(Self.page(2), at: 7)
    table.removeAll(above: 0)
    #expect(copy[7]?.txid == 1)
    #expect(table[7] == nil && table.count == 0)
  }
}

/// Pages by number: found, written and cut off in steps that do not depend on how many there are.
///
/// A tree of three levels over the 32 bits of a number. Levels are arrays, which Swift shares until
/// one is written, so a copy of the table is a snapshot that costs nothing.
struct PageTable: Sendable {
  private static let leafBitCount = 10
  private static let branchBitCount = 11

  private typealias Leaf = [StoredPage?]
  private typealias Branch = [Leaf]

  /// Empty arrays stand for parts without any page.
  private var branches: [Branch] = []

  /// How many pages are stored.
  private(set) var count = 0

  /// The page of a number; nil where none is stored.
  subscript(number: UInt32) -> StoredPage? {
    let place = Place(number)
    guard place.branch < branches.count, place.leaf < branches[place.branch].count,
      place.page < branches[place.branch][place.leaf].count
    else { return nil }
    return branches[place.branch][place.leaf][place.page]
  }

  /// Stores a page under a number.
  mutating func store(_ page: StoredPage, at number: UInt32) {
    precondition(number > 0, "page 0 is none")
    let place = Place(number)
    Self.grow(&branches, to: place.branch, filling: [])
    Self.grow(&branches[place.branch], to: place.leaf, filling: [])
    Self.grow(&branches[place.branch][place.leaf], to: place.page, filling: nil)
    if branches[place.branch][place.leaf][place.page] == nil { count += 1 }
    branches[place.branch][place.leaf][place.page] = page
  }

  /// Forgets all pages above a number.
  mutating func removeAll(above number: UInt32) {
    guard number < .max else { return }
    let place = Place(number + 1)
    while branches.count > place.branch + 1 {
      count -= Self.count(branches.removeLast())
    }
    guard place.branch < branches.count else { return }
    while branches[place.branch].count > place.leaf + 1 {
      count -= Self.count(branches[place.branch].removeLast())
    }
    guard place.leaf < branches[place.branch].count else { return }
    while branches[place.branch][place.leaf].count > place.page {
      if branches[place.branch][place.leaf].removeLast() != nil { count -= 1 }
    }
    assert(count >= 0, "no page is counted twice")
  }

  /// All pages in the order of their numbers.
  var pages: [(number: UInt32, page: StoredPage)] {
    var pages: [(number: UInt32, page: StoredPage)] = []
    pages.reserveCapacity(count)
    for (branchIndex, branch) in branches.enumerated() {
      for (leafIndex, leaf) in branch.enumerated() {
        for (index, page) in leaf.enumerated() {
          let place = Place(branch: branchIndex, leaf: leafIndex, page: index)
          if let page { pages.append((place.number, page)) }
        }
      }
    }
    return pages
  }

  /// Where a number stands on each level.
  private struct Place {
    let branch: Int
    let leaf: Int
    let page: Int

    init(_ number: UInt32) {
      let number = Int(number)
      branch = number >> (PageTable.leafBitCount + PageTable.branchBitCount)
      leaf = number >> PageTable.leafBitCount & ((1 << PageTable.branchBitCount) - 1)
      page = number & ((1 << PageTable.leafBitCount) - 1)
    }

    init(branch: Int, leaf: Int, page: Int) {
      self.branch = branch
      self.leaf = leaf
      self.page = page
    }

    var number: UInt32 {
      UInt32((branch << PageTable.branchBitCount | leaf) << PageTable.leafBitCount | page)
    }
  }

  private static func grow<Element>(
    _ array: inout [Element], to index: Int, filling element: Element
  ) {
    if index >= array.count {
      array += repeatElement(element, count: index + 1 - array.count)
    }
  }

  private static func count(_ branch: Branch) -> Int {
    branch.reduce(0) { $0 + count($1) }
  }

  private static func count(_ leaf: Leaf) -> Int {
    leaf.count { $0 != nil }
  }
}

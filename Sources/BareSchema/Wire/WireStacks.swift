/// Stacks of types that are still to come, shared and compared by index.
struct WireStacks {
  /// A stack; nil is the empty one.
  typealias Index = Int?

  private struct Cell: Hashable {
    let top: WireIndex
    let rest: Index
  }

  private var cells: [Cell] = []
  private var indexByCell: [Cell: Int] = [:]

  /// The type that comes next; nil where nothing is left.
  func top(of stack: Index) -> WireIndex? { stack.map { cells[$0].top } }

  /// What comes after it.
  func rest(of stack: Index) -> Index { stack.flatMap { cells[$0].rest } }

  /// The stack with a type before it.
  mutating func push(_ type: WireIndex, on stack: Index) -> Index {
    let cell = Cell(top: type, rest: stack)
    if let index = indexByCell[cell] { return index }
    cells.append(cell)
    indexByCell[cell] = cells.count - 1
    return cells.count - 1
  }

  /// The stack with types before it, the first on top.
  mutating func push(_ types: [WireIndex], on stack: Index) -> Index {
    types.reversed().reduce(stack) { push($1, on: $0) }
  }
}

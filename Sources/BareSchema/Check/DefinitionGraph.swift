/// Which definition uses which, to tell recursion from a wrong order.
struct DefinitionGraph {
  /// A way from a definition back to itself.
  struct Cycle {
    /// Names the group of definitions that reach one another; a group is reported once.
    let group: Int

    /// Definitions in the order of use; the last one uses the first.
    let definitions: [Int]

    /// Where each one names the next.
    let uses: [SourceSpan]
  }

  private let edges: [[(target: Int, span: SourceSpan)]]
  private let groups: [Int]

  init(_ names: NameTable) {
    edges = names.usedByDefinition.map { uses in
      uses.compactMap { use in names.first[use.text].map { ($0, use.span) } }
    }
    groups = Self.groups(of: edges.map { $0.map(\.target) })
  }

  /// The group of definitions that reach each other from the one to the other; nil for none.
  func group(joining first: Int, and second: Int) -> Int? {
    groups[first] == groups[second] ? groups[first] : nil
  }

  /// The shortest cycle that starts with the step from one definition to another, if there is one.
  func cycle(from first: Int, to second: Int) -> Cycle? {
    guard groups[first] == groups[second] else { return nil }
    var cameFrom: [Int: Int] = [second: second]
    var queue = [second]
    var next = 0
    while next < queue.count, cameFrom[first] == nil || first == second && next == 0 {
      let node = queue[next]
      next += 1
      for edge in edges[node] where groups[edge.target] == groups[first] {
        guard cameFrom[edge.target] == nil else { continue }
        cameFrom[edge.target] = node
        queue.append(edge.target)
      }
    }
    return cycle(of: path(to: first, from: second, by: cameFrom), first: first)
  }

  private func path(to last: Int, from first: Int, by cameFrom: [Int: Int]) -> [Int] {
    var path = [last]
    while let node = path.last, node != first, let previous = cameFrom[node] {
      path.append(previous)
    }
    return path.reversed()
  }

  private func cycle(of path: [Int], first: Int) -> Cycle {
    let definitions = [first] + path.filter { $0 != first }
    let uses = definitions.indices.compactMap { index in
      let target = definitions[(index + 1) % definitions.count]
      return edges[definitions[index]].first { $0.target == target }?.span
    }
    return Cycle(group: groups[first], definitions: definitions, uses: uses)
  }
}

// Tarjan's strongly connected components, with a stack of its own: chains may be long.
extension DefinitionGraph {
  private struct Search {
    var order: [Int]
    var low: [Int]
    var groups: [Int]
    var open: [Int] = []
    var count = 0
  }

  private static func groups(of targets: [[Int]]) -> [Int] {
    let none = [Int](repeating: -1, count: targets.count)
    var search = Search(order: none, low: none, groups: none)
    for root in targets.indices where search.order[root] < 0 { visit(root, targets, &search) }
    return search.groups
  }

  private static func visit(_ root: Int, _ targets: [[Int]], _ search: inout Search) {
    var path: [(node: Int, next: Int)] = []
    enter(root, &path, &search)
    while let (node, next) = path.last {
      if next < targets[node].count {
        path[path.count - 1].next += 1
        let target = targets[node][next]
        if search.order[target] < 0 {
          enter(target, &path, &search)
        } else if search.groups[target] < 0 {
          search.low[node] = min(search.low[node], search.order[target])
        }
      } else {
        path.removeLast()
        if let parent = path.last?.node {
          search.low[parent] = min(search.low[parent], search.low[node])
        }
        closeGroup(at: node, &search)
      }
    }
  }

  private static func enter(
    _ node: Int, _ path: inout [(node: Int, next: Int)], _ search: inout Search
  ) {
    search.order[node] = search.count
    search.low[node] = search.count
    search.count += 1
    search.open.append(node)
    path.append((node, 0))
  }

  private static func closeGroup(at node: Int, _ search: inout Search) {
    guard search.low[node] == search.order[node] else { return }
    while let member = search.open.popLast() {
      search.groups[member] = node
      if member == node { return }
    }
  }
}

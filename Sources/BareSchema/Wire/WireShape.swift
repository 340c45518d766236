/// The wire shapes of types: what is left when names are gone and what cannot be told apart in
/// bytes is one.
///
/// `data` is `list<u8>`, `T` is `struct { T }` and `list<T>[1]`, structs are their parts,
/// `optional` is a union with void, an enum a union of voids, and whatever is renamed is the same.
/// Types with one shape have the same bytes for the same values.
struct WireShapes {
  private var table: WireTable
  private var shapes = WireTable()
  private var runsByNode: [WireIndex: [Run]] = [:]
  private var hashByShape: [WireIndex: UInt64] = [:]

  /// A part so many times in a row.
  private struct Run: Hashable {
    let part: WireIndex
    var count: UInt64
  }

  /// Beyond so many parts in all, structs and repetitions inside others are not written out: pairs
  /// of pairs of pairs would take exponential room.
  private static let maximumExpandedCount = 256

  init(_ table: WireTable) {
    self.table = table
  }

  /// The shape of a node: a node of a table of shapes, the same for the same shape.
  mutating func shape(of node: WireIndex) -> WireIndex {
    let runs = self.runs(of: node)
    return shapes.intern(
      .sequence(
        runs.map { run in
          let part =
            run.count == 1 ? run.part : shapes.intern(.repeated(run.part, count: run.count))
          return WireNode.Part(name: "", type: part)
        }))
  }

  /// A number that goes with the shape alone, whatever else is in the table.
  mutating func fingerprint(of node: WireIndex) -> UInt64 {
    hash(ofShape: shape(of: node))
  }

  private mutating func runs(of node: WireIndex) -> [Run] {
    if let known = runsByNode[node] { return known }
    let runs: [Run] =
      switch table[node] {
      case .void: []
      case .number, .text: [Run(part: shapes.intern(table[node]), count: 1)]
      case .list(let element):
        [Run(part: shapes.intern(.list(shape(of: element))), count: 1)]
      case .map(let key, let value):
        [Run(part: shapes.intern(.map(key: shape(of: key), value: shape(of: value))), count: 1)]
      case .choice(let members): [Run(part: choice(members), count: 1)]
      case .sequence(let parts): sequence(parts.map(\.type))
      case .repeated(let element, let count): repeated(self.runs(of: element), count)
      }
    runsByNode[node] = runs
    return runs
  }

  private mutating func sequence(_ parts: [WireIndex]) -> [Run] {
    let runs = parts.map { self.runs(of: $0) }
    if runs.reduce(0, { $0 + $1.count }) <= Self.maximumExpandedCount {
      return Self.joined(runs.flatMap { $0 })
    }
    return Self.joined(parts.map { Run(part: shape(of: $0), count: 1) })
  }

  private mutating func choice(_ members: [WireNode.Member]) -> WireIndex {
    shapes.intern(
      .choice(
        members.map { member in
          WireNode.Member(number: member.number, name: nil, payload: shape(of: member.payload))
        }))
  }

  private mutating func repeated(_ runs: [Run], _ count: UInt64) -> [Run] {
    if runs.isEmpty { return [] }
    if runs.count == 1 {
      let (total, overflow) = runs[0].count.multipliedReportingOverflow(by: count)
      if !overflow { return [Run(part: runs[0].part, count: total)] }
    }
    let limit = UInt64(Self.maximumExpandedCount)
    if UInt64(runs.count) * min(count, limit + 1) <= limit {
      return Self.joined((0..<count).flatMap { _ in runs })
    }
    let part = shapes.intern(
      .sequence(
        runs.map { run in
          WireNode.Part(
            name: "", type: shapes.intern(.repeated(run.part, count: run.count)))
        }))
    return [Run(part: part, count: count)]
  }

  /// Neighbours that are alike become one run.
  private static func joined(_ runs: [Run]) -> [Run] {
    var joined: [Run] = []
    for run in runs {
      if let last = joined.last, last.part == run.part,
        !last.count.addingReportingOverflow(run.count).overflow
      {
        joined[joined.count - 1].count += run.count
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  private mutating func hash(ofShape index: WireIndex) -> UInt64 {
    if let known = hashByShape[index] { return known }
    var hasher = FingerprintHasher()
    switch shapes[index] {
    case .void: hasher.combine(0)
    case .number(.varint(let isSigned)): hasher.combine(isSigned ? 2 : 1)
    case .number(.fixed(let byteCount, let isSigned)):
      hasher.combine(isSigned ? 4 : 3, UInt64(byteCount))
    case .number(.float(let byteCount)): hasher.combine(5, UInt64(byteCount))
    case .text: hasher.combine(6)
    case .list(let element): hasher.combine(7, hash(ofShape: element))
    case .map(let key, let value):
      hasher.combine(8, hash(ofShape: key), hash(ofShape: value))
    case .choice(let members):
      hasher.combine(9, UInt64(members.count))
      for member in members { hasher.combine(member.number, hash(ofShape: member.payload)) }
    case .sequence(let parts):
      hasher.combine(10, UInt64(parts.count))
      for part in parts { hasher.combine(hash(ofShape: part.type)) }
    case .repeated(let part, let count): hasher.combine(11, hash(ofShape: part), count)
    }
    hashByShape[index] = hasher.value
    return hasher.value
  }
}

/// Decides what a reader makes of another schema's messages, without reading any.
///
/// Writer and reader are walked side by side, each a stack of what is still to come. What both
/// declare alike is passed over; lists are tried with no, one and two elements, and unions member
/// by member. Where their parts do not lie on each other, the writer gives sample bytes (numbers
/// around every tag, width and sign there is), and the reader takes them one by one.
struct WireReader {
  let table: WireTable
  let samples: WireSamples
  var stacks = WireStacks()
  private var known: [State: WireReading] = [:]
  private var depth = 0

  /// Beyond so many states a pair of types counts as refused: sampled bytes no longer tell.
  private static let maximumStateCount = 5_000

  /// Beyond so many states one inside another, too: each takes room on the stack.
  private static let maximumDepth = 400

  /// How many parts that repeat are written out where they do not lie on others alike.
  static let maximumRepeatedCount: UInt64 = 64

  init(_ table: WireTable) {
    self.table = table
    samples = WireSamples(table)
  }

  /// What is to come on both sides, and what lies between them.
  struct State: Hashable {
    var writer: WireStacks.Index
    var reader: WireStacks.Index

    /// Bytes that were written and not read yet.
    var bytes: [UInt8] = []

    /// What was written and not read yet; nil once something was taken for something else.
    var tokens: [WireToken]? = []

    /// Whether both stand at the start of a part.
    var isAligned: Bool { bytes.isEmpty && tokens?.isEmpty != false }
  }

  /// What may become of whole messages of one type that are read as another.
  mutating func reading(_ writer: WireIndex, as reader: WireIndex) -> WireReading {
    known = [:]
    return reading(State(writer: push(writer, on: nil), reader: push(reader, on: nil)))
  }

  /// What may become of the rest of a message.
  mutating func reading(_ state: State) -> WireReading {
    if let reading = known[state] { return reading }
    guard known.count < Self.maximumStateCount, depth < Self.maximumDepth else { return .refused }
    depth += 1
    let reading = walk(state)
    depth -= 1
    known[state] = reading
    return reading
  }

  /// A stack with a type before it; a void is nothing to come.
  mutating func push(_ type: WireIndex, on stack: WireStacks.Index) -> WireStacks.Index {
    table[type] == .void ? stack : stacks.push(type, on: stack)
  }

  /// Goes on as long as there is one way to go, then branches.
  private mutating func walk(_ start: State) -> WireReading {
    var state = start
    var agreement = WireAgreement.always
    var fails = false
    walking: while state.isAligned, let writer = stacks.top(of: state.writer),
      let reader = stacks.top(of: state.reader)
    {
      var next = state
      next.writer = stacks.rest(of: state.writer)
      next.reader = stacks.rest(of: state.reader)
      switch (table[writer], table[reader]) {
      case (let old, let new) where old == new: break
      case (.sequence(let old), .sequence(let new)):
        if mayMove(old, new) { agreement.formUnion(.sometimes) }
        next.writer = stacks.push(old.map(\.type), on: next.writer)
        next.reader = stacks.push(new.map(\.type), on: next.reader)
      case (.sequence(let parts), _):
        next.writer = stacks.push(parts.map(\.type), on: next.writer)
        next.reader = state.reader
      case (_, .sequence(let parts)):
        next.reader = stacks.push(parts.map(\.type), on: next.reader)
        next.writer = state.writer
      case (.repeated(let old, let count), .repeated(let new, let other)) where count == other:
        let copies = Int(min(count, 3))
        next.writer = stacks.push(Array(repeating: old, count: copies), on: next.writer)
        next.reader = stacks.push(Array(repeating: new, count: copies), on: next.reader)
      case (.number(let old), .number(let new)):
        guard let numbers = old.agreement(with: new) else { break walking }
        agreement.formUnion(numbers)
      case (.text, .list(let element)) where samples.isByte(element): break
      case (.list(let element), .text) where samples.isByte(element): fails = true
      default: break walking
      }
      state = next
    }
    var reading = branch(state)
    agreement.apply(to: &reading)
    reading.fails = reading.fails || fails
    return reading
  }

  private mutating func branch(_ state: State) -> WireReading {
    guard state.isAligned, let writer = stacks.top(of: state.writer),
      let reader = stacks.top(of: state.reader)
    else { return unaligned(state) }
    var next = state
    next.writer = stacks.rest(of: state.writer)
    next.reader = stacks.rest(of: state.reader)
    switch (table[writer], table[reader]) {
    case (.list(let old), .list(let new)): return lists([old], [new], keys: nil, next)
    case (.map(let oldKey, let old), .list(let new)):
      return lists([oldKey, old], [new], keys: (oldKey, isSet: true), next)
    case (.map(let oldKey, let old), .map(let newKey, let new)):
      return lists([oldKey, old], [newKey, new], keys: (oldKey, isSet: true), next)
    case (.list(let old), .map(let newKey, let new)):
      return lists([old], [newKey, new], keys: (firstPart(of: old), isSet: false), next)
    case (.choice(let old), .choice(let new)): return choices(old, new, next)
    default: return unaligned(state)
    }
  }

  /// No, one and two elements on both sides; more would lie as two do.
  ///
  /// - Parameter keys: the part that the reader or writer wants to differ, and whether the writer
  ///   sees to it.
  private mutating func lists(
    _ old: [WireIndex], _ new: [WireIndex], keys: (part: WireIndex, isSet: Bool)?, _ next: State
  ) -> WireReading {
    var reading = self.reading(next)
    for count in 1...2 {
      if count == 2, let keys, samples.onlyValue(of: keys.part) != nil {
        if !keys.isSet { reading.fails = true }
        continue
      }
      var state = next
      for _ in 0..<count {
        state.writer = stacks.push(old, on: state.writer)
        state.reader = stacks.push(new, on: state.reader)
      }
      reading.formUnion(self.reading(state))
      if count == 2, keys?.isSet == false { reading.fails = true }
    }
    return reading
  }

  private func firstPart(of index: WireIndex) -> WireIndex {
    if case .sequence(let parts) = table[index], let first = parts.first {
      return firstPart(of: first.type)
    }
    return index
  }

  private mutating func choices(
    _ old: [WireNode.Member], _ new: [WireNode.Member], _ next: State
  ) -> WireReading {
    let oldNames = Set(old.compactMap(\.name))
    let newNames = Set(new.compactMap(\.name))
    let newByNumber = Dictionary(
      new.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var reading = WireReading()
    for member in old {
      guard let match = newByNumber[member.number] else {
        reading.fails = true
        continue
      }
      var state = next
      state.writer = push(member.payload, on: next.writer)
      state.reader = push(match.payload, on: next.reader)
      var one = self.reading(state)
      if let oldName = member.name, let newName = match.name, oldName != newName,
        newNames.contains(oldName) || oldNames.contains(newName)
      {
        WireAgreement.never.apply(to: &one)
      }
      reading.formUnion(one)
    }
    return reading
  }

  /// Whether a field stands in another place on the other side, and another value with it.
  private func mayMove(_ old: [WireNode.Part], _ new: [WireNode.Part]) -> Bool {
    func onlyValue(at index: Int) -> [UInt8]? {
      let sides = [old, new].compactMap { $0.indices.contains(index) ? $0[index].type : nil }
      return sides.lazy.compactMap { samples.onlyValue(of: $0) }.first
    }
    let placeByName = Dictionary(
      old.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return new.enumerated().contains { index, part in
      guard let place = placeByName[part.name], place != index else { return false }
      guard let here = onlyValue(at: index), let there = onlyValue(at: place) else { return true }
      return here != there
    }
  }
}

extension WireReader {
  /// Reads sample bytes where parts do not lie on each other.
  mutating func unaligned(_ start: State) -> WireReading {
    var state = start
    while let top = stacks.top(of: state.reader) {
      switch take(table[top], from: state.bytes) {
      case .taken(let byteCount, let tokens, let rest):
        state.reader = stacks.push(rest, on: stacks.rest(of: state.reader))
        state.bytes.removeFirst(byteCount)
        state.match(tokens)
        if state.isAligned, byteCount > 0 { return reading(state) }
      case .wrong: return .refused
      case .incomplete: return written(state)
      }
    }
    guard state.bytes.isEmpty, state.writer == nil else { return .refused }
    return state.tokens?.isEmpty == true
      ? WireReading(understands: true) : WireReading(misreads: true)
  }

  /// What the reader makes of the bytes that lie before it.
  private enum Taking {
    case taken(byteCount: Int, [WireToken], then: [WireIndex])
    case incomplete
    case wrong
  }

  private func take(_ node: WireNode, from bytes: [UInt8]) -> Taking {
    switch node {
    case .void: return .taken(byteCount: 0, [], then: [])
    case .sequence(let parts): return .taken(byteCount: 0, [], then: parts.map(\.type))
    case .repeated(let element, let count):
      guard count <= Self.maximumRepeatedCount else { return .wrong }
      return .taken(byteCount: 0, [], then: Array(repeating: element, count: Int(count)))
    case .number(let number): return take(number, from: bytes)
    case .text: return takeText(from: bytes)
    case .list(let element): return takeCount(from: bytes, of: [element])
    case .map(let key, let value): return takeCount(from: bytes, of: [key, value])
    case .choice(let members):
      return takeVarint(from: bytes) { number in
        members.first { $0.number == number }.map { ([.number(number)], [$0.payload]) }
      }
    }
  }

  private func take(_ number: WireNumber, from bytes: [UInt8]) -> Taking {
    switch number {
    case .varint(let isSigned):
      return takeVarint(from: bytes) { bits in
        let value = Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
        return ([isSigned ? .number(value) : .number(bits)], [])
      }
    case .fixed(let byteCount, _), .float(let byteCount):
      guard bytes.count >= byteCount else { return .incomplete }
      let token = number.token(ofFixed: bytes.prefix(byteCount))
      return .taken(byteCount: byteCount, [token], then: [])
    }
  }

  private func takeText(from bytes: [UInt8]) -> Taking {
    guard case .number(let count, let byteCount) = Varint.read(bytes) else {
      if case .incomplete = Varint.read(bytes) { return .incomplete }
      return .wrong
    }
    guard count <= UInt64(bytes.count - byteCount) else {
      return count > Self.maximumRepeatedCount ? .wrong : .incomplete
    }
    let text = bytes[byteCount..<(byteCount + Int(count))]
    guard text.elementsEqual(String(decoding: text, as: UTF8.self).utf8) else { return .wrong }
    return .taken(
      byteCount: byteCount + Int(count), [.count(count)] + text.map { .number(UInt64($0)) },
      then: [])
  }

  private func takeCount(from bytes: [UInt8], of elements: [WireIndex]) -> Taking {
    takeVarint(from: bytes) { count in
      guard count <= Self.maximumRepeatedCount else { return nil }
      return ([.count(count)], (0..<count).flatMap { _ in elements })
    }
  }

  private func takeVarint(
    from bytes: [UInt8], _ meaning: (UInt64) -> (tokens: [WireToken], then: [WireIndex])?
  ) -> Taking {
    switch Varint.read(bytes) {
    case .incomplete: return .incomplete
    case .wrong: return .wrong
    case .number(let number, let byteCount):
      guard let (tokens, then) = meaning(number) else { return .wrong }
      return .taken(byteCount: byteCount, tokens, then: then)
    }
  }

  /// Lets the writer go on by each sample of its next part.
  private mutating func written(_ state: State) -> WireReading {
    guard let top = stacks.top(of: state.writer) else { return .refused }
    let rest = stacks.rest(of: state.writer)
    var reading = WireReading()
    for (sample, then) in writings(of: table[top]) {
      var next = state
      next.writer = then.reversed().reduce(rest) { push($1, on: $0) }
      next.bytes += sample.bytes
      if next.tokens != nil { next.tokens? += sample.tokens }
      reading.formUnion(sample.bytes.isEmpty ? unaligned(next) : self.reading(next))
    }
    return reading
  }

  private func writings(of node: WireNode) -> [(WireSample, then: [WireIndex])] {
    let nothing = WireSample(bytes: [], tokens: [])
    switch node {
    case .void: return [(nothing, [])]
    case .sequence(let parts): return [(nothing, parts.map(\.type))]
    case .repeated(let element, let count):
      let copies = Int(min(count, Self.maximumRepeatedCount))
      return [(nothing, Array(repeating: element, count: copies))]
    case .number(let number): return samples.numbers(number).map { ($0, []) }
    case .text: return samples.strings.map { ($0, []) }
    case .list(let element) where samples.isByte(element): return samples.data.map { ($0, []) }
    case .list(let element): return counts(upTo: 3, of: [element])
    case .map(let key, let value):
      return counts(upTo: samples.onlyValue(of: key) == nil ? 2 : 1, of: [key, value])
    case .choice(let members):
      return members.map { member in
        let sample = WireSample(
          bytes: Varint.bytes(member.number), tokens: [.number(member.number)])
        return (sample, [member.payload])
      }
    }
  }

  private func counts(
    upTo maximum: UInt64, of elements: [WireIndex]
  ) -> [(WireSample, then: [WireIndex])] {
    (0...maximum).map { count in
      (
        WireSample(bytes: Varint.bytes(count), tokens: [.count(count)]),
        (0..<count).flatMap { _ in elements }
      )
    }
  }
}

extension WireReader.State {
  /// Compares what was read with what was written.
  fileprivate mutating func match(_ read: [WireToken]) {
    for token in read {
      guard let written = tokens?.first, written == token else {
        tokens = nil
        return
      }
      tokens?.removeFirst()
    }
  }
}

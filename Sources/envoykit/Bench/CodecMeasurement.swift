import BareRuntime

/// How long one message takes to encode and decode, beside a copy of its bytes in the same run.
struct CodecMeasurement {
  let name: String
  let byteCount: Int
  let encodeNanoseconds: Double
  let decodeNanoseconds: Double
  let memcpyNanoseconds: Double

  var encodeRatio: Double { encodeNanoseconds / memcpyNanoseconds }
  var decodeRatio: Double { decodeNanoseconds / memcpyNanoseconds }

  /// Enough rounds for a median that a busy machine does not move.
  private static let roundCount = 41

  /// How long a round of one kind should take: long beside the clock, short beside a scheduler.
  private static let roundNanoseconds = 1_000_000.0

  /// Measures: in every round each of the three kinds in turn, so that all meet the same machine.
  init<Message: BareCodable>(name: String, message: Message) throws {
    let bytes = try message.encoded()
    let encode = { (count: Int) in
      for _ in 0..<count { consume((try? message.encoded())?.count ?? 0) }
    }
    let decode = { (count: Int) in
      for _ in 0..<count { consume((try? Message(decoding: bytes)) == nil ? 0 : 1) }
    }
    let copy = { (count: Int) in for _ in 0..<count { consume(copied(bytes).count) } }
    let kinds = [encode, decode, copy]
    let counts = kinds.map(Self.repetitionCount)
    var times = kinds.map { _ in [Double]() }
    for _ in 0..<Self.roundCount {
      for index in kinds.indices {
        let nanoseconds = Self.nanoseconds { kinds[index](counts[index]) }
        times[index].append(nanoseconds / Double(counts[index]))
      }
    }
    let medians = times.map { $0.sorted()[$0.count / 2] }
    self.name = name
    byteCount = bytes.count
    encodeNanoseconds = medians[0]
    decodeNanoseconds = medians[1]
    memcpyNanoseconds = medians[2]
  }

  private static func repetitionCount(_ body: (Int) -> Void) -> Int {
    var count = 1
    while true {
      let nanoseconds = nanoseconds { body(count) }
      if nanoseconds >= roundNanoseconds { return count }
      count *= nanoseconds * 4 < roundNanoseconds ? 4 : 2
    }
  }

  private static func nanoseconds(_ body: () -> Void) -> Double {
    let duration = ContinuousClock().measure(body).components
    return Double(duration.seconds) * 1e9 + Double(duration.attoseconds) * 1e-9
  }
}

/// Keeps the compiler from leaving out what nobody looks at.
@inline(never)
private func consume(_ value: Int) {}

/// A copy into a new buffer: what a message costs at the least.
@inline(never)
private func copied(_ bytes: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
    count = bytes.count
  }
}

import EnvoyConformance
import LTX
import Testing

/// Blocks of LZ4, good and bad.
struct LZ4BlockTests {
  private static func inflated(_ block: [UInt8], _ byteCount: Int) -> Result<[UInt8], LZ4Error> {
    Result { () throws(LZ4Error) in try LZ4Block.inflated(block[...], byteCount: byteCount) }
  }

  @Test("what is compressed inflates to itself, by 2,000 seeded inputs", arguments: [UInt64(20)])
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var failures: [Int] = []
    for number in 0..<2000 {
      let count = Int(random.next() % 3000)
      let letterCount = 1 + random.next() % (number % 2 == 0 ? 3 : 256)
      var input = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() % letterCount) }
      if number % 5 == 0, count > 0 { input += input }
      let block = LZ4Block.compressed(input)
      if Self.inflated(block, input.count) != .success(input) { failures.append(number) }
    }
    #expect(failures.isEmpty, "seed \(seed): \(failures)")
  }

  @Test("noise is refused or inflates to what was asked for, by 50,000 seeded blocks")
  func noise() {
    var random = SplitMix64(seed: 21)
    var inflatedCount = 0
    for _ in 0..<50_000 {
      let block = (0..<Int(random.next() % 24)).map { _ in
        UInt8(truncatingIfNeeded: random.next() % 5 == 0 ? random.next() : random.next() % 20)
      }
      if case .success(let bytes) = Self.inflated(block, 16) {
        inflatedCount += 1
        #expect(bytes.count == 16)
      }
    }
    #expect(inflatedCount > 0)
  }

  @Test("a copy may overlap what it writes, and starts within what is written")
  func copies() {
    #expect(Self.inflated([0x12, 7, 1, 0, 0x10, 9], 8) == .success([7, 7, 7, 7, 7, 7, 7, 9]))
    #expect(
      Self.inflated([0x10, 7, 0, 0, 0x10, 9], 6) == .failure(.offset(0, writtenByteCount: 1)))
    #expect(
      Self.inflated([0x10, 7, 2, 0, 0x10, 9], 6) == .failure(.offset(2, writtenByteCount: 1)))
  }

  @Test("a block ends in literals, and inflates to the size that is asked for")
  func ends() {
    #expect(Self.inflated([], 0) == .failure(.truncated))
    #expect(Self.inflated([0], 0) == .success([]))
    #expect(Self.inflated([0x20, 1], 2) == .failure(.truncated))
    #expect(Self.inflated([0x10, 7, 1], 5) == .failure(.truncated))
    #expect(Self.inflated([0x10, 7, 1, 0], 5) == .failure(.truncated))
    #expect(Self.inflated([0xf0], 20) == .failure(.truncated))
    #expect(Self.inflated([0x20, 1, 2], 1) == .failure(.tooLong(1)))
    #expect(Self.inflated([0x10, 7, 1, 0, 0], 4) == .failure(.tooLong(4)))
    #expect(Self.inflated([0x10, 7], 2) == .failure(.tooShort(1, expected: 2)))
  }

  @Test("lengths of hundreds of megabytes in a few bytes are refused before anything is written")
  func longLengths() {
    let block = [0x1f, 7, 1, 0] + [UInt8](repeating: 255, count: 10_000) + [0, 0]
    #expect(Self.inflated(block, 4096) == .failure(.tooLong(4096)))
  }
}

import BareRuntime
import Testing

@Suite("Integers of fixed width")
struct IntegerTests {
  @Test("the draft's examples and the extremes of each width are these bytes")
  func table() {
    var faults = Self.unsigned8.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.unsigned16.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.unsigned32.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.unsigned64.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.signed8.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.signed16.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.signed32.flatMap { codingFaults(of: $0, as: $1) }
    faults += Self.signed64.flatMap { codingFaults(of: $0, as: $1) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a missing byte is told with how many were expected, and how many there are")
  func truncated() {
    let error = refusal(of: [1, 2, 3], as: UInt64.self)
    #expect(error?.kind == .truncated(expectedByteCount: 8, remainingByteCount: 3))
    #expect(error?.byteOffset == 0)
    #expect(error?.pathText == "UInt64")
  }

  @Test("lists of fixed width are read and written as their elements are, at any alignment")
  func lists() {
    let faults =
      codingFaults(of: [0x0102, 0x0304] as [UInt16], as: "02 0201 0403")
      + codingFaults(of: [-1, .min] as [Int32], as: "02 ffffffff 00000080")
      + codingFaults(of: [1, .max] as [UInt64], as: "02 0100000000000000 ffffffffffffffff")
      + codingFaults(of: [0, 127, 255] as [UInt8], as: "03 007fff")
      + codingFaults(of: [] as [Int8], as: "00")
      + codingFaults(of: [1.0, -25.5] as [Double], as: "02 000000000000f03f 00000000008039c0")
      + codingFaults(of: [[1], [2, 3]] as [[UInt16]], as: "02 01 0100 02 0200 0300")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  static let unsigned8: [(UInt8, String)] = [(0, "00"), (127, "7f"), (128, "80"), (255, "ff")]

  static let unsigned16: [(UInt16, String)] = [
    (0, "0000"), (1, "0100"), (0x1234, "3412"), (.max, "ffff"),
  ]

  static let unsigned32: [(UInt32, String)] = [
    (0, "00000000"), (1, "01000000"), (255, "ff000000"), (0x1234_5678, "78563412"),
    (.max, "ffffffff"),
  ]

  static let unsigned64: [(UInt64, String)] = [
    (0, "0000000000000000"), (0x0123_4567_89ab_cdef, "efcdab8967452301"),
    (1 << 63, "0000000000000080"), (.max, "ffffffffffffffff"),
  ]

  static let signed8: [(Int8, String)] = [(0, "00"), (-1, "ff"), (127, "7f"), (-128, "80")]

  static let signed16: [(Int16, String)] = [
    (0, "0000"), (1, "0100"), (-1, "ffff"), (255, "ff00"), (-255, "01ff"), (.max, "ff7f"),
    (.min, "0080"),
  ]

  static let signed32: [(Int32, String)] = [
    (0, "00000000"), (-2, "feffffff"), (.max, "ffffff7f"), (.min, "00000080"),
  ]

  static let signed64: [(Int64, String)] = [
    (0, "0000000000000000"), (-2, "feffffffffffffff"), (.max, "ffffffffffffff7f"),
    (.min, "0000000000000080"),
  ]
}

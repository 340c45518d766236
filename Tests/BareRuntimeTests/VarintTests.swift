import BareRuntime
import Testing

@Suite("Varints")
struct VarintTests {
  @Test("the draft's examples and each 7-bit boundary of a uint are these bytes")
  func unsigned() {
    let faults = Self.unsigned.flatMap { codingFaults(of: Uint($0), as: $1) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("the draft's examples and the extremes of an int are these bytes")
  func signed() {
    let faults = Self.signed.flatMap { codingFaults(of: Sint($0), as: $1) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test(
    "a varint longer than need be is refused, whatever its length",
    arguments: [
      "8000", "8100", "ff00", "808000", "ffff00", "80808000", "8080808000", "808080808000",
      "80808080808000", "8080808080808000", "808080808080808000", "80808080808080808000",
      "ffffffffffffffffff00",
    ])
  func overlong(hex: String) {
    expect(.varintNoncanonical, hex)
  }

  @Test("a tenth byte over 1 is refused for each of its values, last or not")
  func tenthByte() {
    var faults: [String] = []
    for byte in UInt8(2)...255 {
      for lead in [UInt8(0x80), 0xff] {
        let message = [UInt8](repeating: lead, count: 9) + [byte]
        let kind = refusal(of: message, as: Uint.self)?.kind
        if kind != .varintOverflow { faults.append(hexText(message)) }
      }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(
    "an eleventh byte is refused, even one that would say nothing",
    arguments: [
      "8080808080808080808000", "ffffffffffffffffff8100", "ffffffffffffffffff8101",
      "8080808080808080808080808080808000", "ffffffffffffffffffffffffffffffffffffff",
    ])
  func eleventhByte(hex: String) {
    expect(.varintOverflow, hex)
  }

  @Test("a varint that goes on where the message ends is truncated at each length")
  func truncated() {
    for count in 1...9 {
      let error = refusal(of: [UInt8](repeating: 0xff, count: count), as: Uint.self)
      let expected = UInt64(count + 1)
      #expect(
        error?.kind == .truncated(expectedByteCount: expected, remainingByteCount: count))
      #expect(error?.byteOffset == 0)
    }
    #expect(
      refusal(of: [], as: Uint.self)?.kind
        == .truncated(expectedByteCount: 1, remainingByteCount: 0))
  }

  @Test("the fault of a varint stands at its first byte, behind what was read before")
  func offset() {
    let cases = [("03 01 8000 05", 2), ("02 8101 ffffffffffffffffff02", 3), ("02 05 80", 2)]
    for (hex, byteOffset) in cases {
      let error = refusal(of: hexBytes(hex), as: [Uint].self)
      #expect(error?.byteOffset == byteOffset, "\(hex)")
      #expect(error?.path.last == .index(1), "\(hex)")
    }
  }

  @Test("the byte count of a number is that of its shortest form")
  func byteCounts() {
    for (number, hex) in Self.unsigned {
      #expect(BareWriter.byteCount(ofUint: number) == hexBytes(hex).count)
    }
    for (number, hex) in Self.signed {
      #expect(BareWriter.byteCount(ofInt: number) == hexBytes(hex).count)
    }
  }

  private func expect(_ kind: BareError.Kind, _ hex: String) {
    for error in [
      refusal(of: hexBytes(hex), as: Uint.self), refusal(of: hexBytes(hex), as: Sint.self),
    ] {
      #expect(error?.kind == kind)
      #expect(error?.byteOffset == 0)
    }
  }

  static let unsigned: [(UInt64, String)] = [
    (0, "00"), (1, "01"), (126, "7e"), (127, "7f"), (128, "8001"), (129, "8101"), (255, "ff01"),
    ((1 << 14) - 1, "ff7f"), (1 << 14, "808001"),
    ((1 << 21) - 1, "ffff7f"), (1 << 21, "80808001"),
    ((1 << 28) - 1, "ffffff7f"), (1 << 28, "8080808001"),
    ((1 << 35) - 1, "ffffffff7f"), (1 << 35, "808080808001"),
    ((1 << 42) - 1, "ffffffffff7f"), (1 << 42, "80808080808001"),
    ((1 << 49) - 1, "ffffffffffff7f"), (1 << 49, "8080808080808001"),
    ((1 << 56) - 1, "ffffffffffffff7f"), (1 << 56, "808080808080808001"),
    ((1 << 63) - 1, "ffffffffffffffff7f"), (1 << 63, "80808080808080808001"),
    (0x0123_4567_89ab_cdef, "ef9bafcdf8acd19101"), (.max, "ffffffffffffffffff01"),
  ]

  static let signed: [(Int64, String)] = [
    (0, "00"), (1, "02"), (-1, "01"), (63, "7e"), (-63, "7d"), (64, "8001"), (-64, "7f"),
    (65, "8201"), (-65, "8101"), (255, "fe03"), (-255, "fd03"), (8191, "fe7f"), (-8192, "ff7f"),
    (8192, "808001"), (-8193, "818001"), (1 << 62, "80808080808080808001"),
    (-(1 << 62), "ffffffffffffffff7f"), (.max, "feffffffffffffffff01"),
    (.min, "ffffffffffffffffff01"),
  ]
}

import BareRuntime
import Testing

@Suite("Scalars")
struct ScalarTests {
  @Test("f64 is these bytes, bit for bit")
  func doubles() {
    let faults = Self.doubles.flatMap { bits, hex in
      codingFaults(of: Double(bitPattern: bits), as: hex) { $0.bitPattern }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("f32 is these bytes, bit for bit, signalling NaN included")
  func floats() {
    let faults = Self.floats.flatMap { bits, hex in
      codingFaults(of: Float(bitPattern: bits), as: hex) { $0.bitPattern }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("NaN of every payload stays what it is in lists, too")
  func listedNaN() throws {
    let bits: [UInt32] = [0x7f80_0001, 0xffbf_ffff, 0x7fc0_0000, 0xffc0_0001]
    let bytes = try bits.map { Float(bitPattern: $0) }.encoded()
    #expect(hexText(bytes) == "040100807fffffbfff0000c07f0100c0ff")
    #expect(try [Float](decoding: bytes).map(\.bitPattern) == bits)
  }

  @Test("a bool is 0 or 1, and each other byte is refused where it stands")
  func bools() {
    let faults = codingFaults(of: true, as: "01") + codingFaults(of: false, as: "00")
    #expect(faults.isEmpty, "\(faults)")
    for byte in UInt8(2)...255 {
      let error = refusal(of: [2, 1, byte], as: [Bool].self)
      #expect(error?.kind == .bool(byte))
      #expect(error?.byteOffset == 2)
    }
  }

  @Test("void takes no byte")
  func void() {
    let faults = codingFaults(of: BareVoid(), as: "")
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("an enum is the number of its value, and each number that is not listed is refused")
  func enums() {
    let faults =
      codingFaults(of: Numbered.foo, as: "00") + codingFaults(of: Numbered.bar, as: "ff01")
      + codingFaults(of: Numbered.buzz, as: "8002")
    #expect(faults.isEmpty, "\(faults)")
    let refused: [(String, UInt64)] = [
      ("01", 1), ("fe01", 254), ("8102", 257), ("80808080808080808001", 1 << 63),
      ("ffffffffffffffffff01", .max),
    ]
    for (hex, number) in refused {
      let error = refusal(of: hexBytes("02 00" + hex), as: [Numbered].self)
      #expect(error?.kind == .enumNumber(number))
      #expect(error?.byteOffset == 2)
      #expect(error?.path.last == .index(1))
    }
  }

  static let doubles: [(UInt64, String)] = [
    ((0.0).bitPattern, "0000000000000000"), ((1.0).bitPattern, "000000000000f03f"),
    ((2.55).bitPattern, "6666666666660440"), ((-25.5).bitPattern, "00000000008039c0"),
    ((-0.0).bitPattern, "0000000000000080"), (1, "0100000000000000"),
    (0x7fef_ffff_ffff_ffff, "ffffffffffffef7f"), (0x7ff0_0000_0000_0000, "000000000000f07f"),
    (0xfff0_0000_0000_0000, "000000000000f0ff"), (0x7ff8_0000_0000_0000, "000000000000f87f"),
    (0x7ff0_0000_0000_0001, "010000000000f07f"), (0xfff7_ffff_ffff_ffff, "fffffffffffff7ff"),
    (0xffff_ffff_ffff_ffff, "ffffffffffffffff"),
  ]

  static let floats: [(UInt32, String)] = [
    (0, "00000000"), (Float(1).bitPattern, "0000803f"), (0x8000_0000, "00000080"),
    (1, "01000000"), (0x7f7f_ffff, "ffff7f7f"), (0x7f80_0000, "0000807f"),
    (0xff80_0000, "000080ff"), (0x7fc0_0000, "0000c07f"), (0x7f80_0001, "0100807f"),
    (0xffbf_ffff, "ffffbfff"), (0xffff_ffff, "ffffffff"),
  ]
}

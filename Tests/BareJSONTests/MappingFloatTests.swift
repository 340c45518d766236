import BareJSON
import BareRuntime
import Testing

@Suite("JSON forms of floats")
struct MappingFloatTests {
  @Test("f64 is its shortest text, and what is no number its name or bits")
  func doubles() {
    let faults = Self.doubles.flatMap { mappingFaults(of: Double(bitPattern: $0), as: $1) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("f32 is its own shortest text, and what is no number its name or bits")
  func floats() {
    let faults = Self.floats.flatMap { mappingFaults(of: Float(bitPattern: $0), as: $1) }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("30,000 seeded bit patterns come through their texts unchanged")
  func patterns() throws {
    var random = SeededGenerator(seed: 23)
    var faults: [String] = []
    for _ in 0..<30_000 {
      let bits = random.next()
      let nan = bits | 0x7ff0_0000_0000_0000
      for pattern in [bits, nan]
      where try Double(json: Double(bitPattern: pattern).json).bitPattern != pattern {
        faults.append("f64 \(pattern)")
      }
      let short = UInt32(truncatingIfNeeded: bits)
      for pattern in [short, short | 0x7f80_0000]
      where try Float(json: Float(bitPattern: pattern).json).bitPattern != pattern {
        faults.append("f32 \(pattern)")
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(20))")
  }

  @Test("numbers of any spelling are read, f32 rounded once")
  func reading() throws {
    let cases: [(String, Float)] = [
      ("1", 1), ("-0", -0.0), ("1e2", 100), ("0.1", 0.1), ("16777217", 16_777_216),
      ("1.00000005960464477540", 1.000_000_1), ("3.4028235e38", .greatestFiniteMagnitude),
      ("1e-50", 0), ("1e-45", .leastNonzeroMagnitude),
    ]
    for (text, value) in cases {
      let read = try Float(json: try JSONValue(parsing: text))
      #expect(read.bitPattern == value.bitPattern, "\(text): \(read)")
    }
    #expect(try Double(json: 3) == 3)
    #expect(try Double(json: "0x7FF8000000000001").bitPattern == 0x7ff8_0000_0000_0001)
    #expect(try Float(json: "0xffc00000").bitPattern == 0xffc0_0000)
    #expect(try Float(json: "0x7fc00000").bitPattern == 0x7fc0_0000)
  }

  @Test("numbers beyond the type, other strings and other kinds are refused")
  func refused() throws {
    for text in [
      "1e39", "-3.5e38", #""1.0""#, #""""#, #""nan""#, #""+Infinity""#, #""0x7fc0000""#,
      #""0x7f800000""#, #""0xff800000""#, #""0x3f800000""#, #""0x7ff8000000000000""#,
      #""0x+fc00000""#, #""7fc00000""#, #""0x7fc0000g""#, "null", "true", "[1]",
    ] {
      #expect(try refusal(of: text, as: Float.self) != nil, "\(text)")
    }
    for text in ["1e309", #""0x7fc00000""#, #""0x7ff0000000000000""#, #""1""#, "{}"] {
      let error = try #require(try refusal(of: text, as: Double.self), "\(text)")
      #expect(error.expected.hasPrefix("an f64: a number in its range"))
    }
  }

  static let doubles: [(UInt64, String)] = [
    (0, "0.0"), (1 << 63, "-0.0"), ((0.1).bitPattern, "0.1"), ((1.0).bitPattern, "1.0"),
    ((-25.5).bitPattern, "-25.5"), (1, "5e-324"), ((1e300).bitPattern, "1e+300"),
    (0x7ff0_0000_0000_0000, #""Infinity""#), (0xfff0_0000_0000_0000, #""-Infinity""#),
    (0x7ff8_0000_0000_0000, #""NaN""#), (0xfff8_0000_0000_0000, #""0xfff8000000000000""#),
    (0x7ff0_0000_0000_0001, #""0x7ff0000000000001""#),
    (0xffff_ffff_ffff_ffff, #""0xffffffffffffffff""#),
  ]

  static let floats: [(UInt32, String)] = [
    (0, "0.0"), (1 << 31, "-0.0"), (Float(0.1).bitPattern, "0.1"), (1, "1e-45"),
    (Float.greatestFiniteMagnitude.bitPattern, "3.4028235e+38"),
    (0x7f80_0000, #""Infinity""#), (0xff80_0000, #""-Infinity""#), (0x7fc0_0000, #""NaN""#),
    (0xffc0_0000, #""0xffc00000""#), (0x7f80_0001, #""0x7f800001""#),
    (0x7fbf_ffff, #""0x7fbfffff""#),
  ]
}

import BareJSON
import Testing

@Suite("JSON numbers")
struct JSONNumberTests {
  @Test("integers are exact up to 64 bits, however they are written, and nothing else is one")
  func integers() throws {
    var faults: [String] = []
    for (text, signed, unsigned) in Self.integers {
      let number = try JSONNumber(parsing: text)
      if number.int64 != signed {
        faults.append("\(text) as Int64: \(String(describing: number.int64))")
      }
      if number.uint64 != unsigned {
        faults.append("\(text) as UInt64: \(String(describing: number.uint64))")
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("small integer types have their own bounds")
  func smallIntegers() throws {
    #expect(try JSONNumber(parsing: "255").exactly(UInt8.self) == 255)
    #expect(try JSONNumber(parsing: "256").exactly(UInt8.self) == nil)
    #expect(try JSONNumber(parsing: "-1").exactly(UInt8.self) == nil)
    #expect(try JSONNumber(parsing: "-128").exactly(Int8.self) == -128)
    #expect(try JSONNumber(parsing: "-129").exactly(Int8.self) == nil)
    #expect(try JSONNumber(parsing: "-0").exactly(UInt8.self) == 0)
  }

  @Test("an integer of each width reads back from its text")
  func integerTexts() throws {
    #expect(JSONNumber(UInt64.max).text == "18446744073709551615")
    #expect(JSONNumber(Int64.min).text == "-9223372036854775808")
    #expect(JSONNumber(UInt64.max).uint64 == .max)
    #expect(JSONNumber(Int64.min).int64 == .min)
  }

  @Test("floats have their shortest text, which is JSON and reads back to the same bits")
  func floatTexts() throws {
    for (value, text) in Self.doubles {
      let number = try #require(JSONNumber(value))
      #expect(number.text == text)
      #expect(try JSONNumber(parsing: number.text).double?.bitPattern == value.bitPattern)
    }
    #expect(JSONNumber(Float(0.1))?.text == "0.1")
    #expect(JSONNumber(-Float.leastNonzeroMagnitude)?.text == "-1e-45")
    for value in [Double.nan, .infinity, -.infinity] { #expect(JSONNumber(value) == nil) }
    for value in [Float.nan, .infinity, -.infinity] { #expect(JSONNumber(value) == nil) }
  }

  @Test("100,000 seeded bit patterns of f64 and f32 come through their text unchanged")
  func floatBits() throws {
    var random = SeededGenerator(seed: 7)
    var faults: [String] = []
    for _ in 0..<100_000 {
      let double = Double(bitPattern: random.next())
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      if double.isFinite, JSONNumber(double)?.double?.bitPattern != double.bitPattern {
        faults.append("f64 \(double)")
      }
      if float.isFinite, JSONNumber(float)?.float?.bitPattern != float.bitPattern {
        faults.append("f32 \(float)")
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(10))")
  }

  @Test("a number is rounded once, ties to even; one beyond the type is nil, one below it 0")
  func rounding() throws {
    #expect(try JSONNumber(parsing: "9007199254740993").double == 9_007_199_254_740_992)
    #expect(try JSONNumber(parsing: "9007199254740993.00000000001").double == 9_007_199_254_740_994)
    // As a Double first, this would be the tie 16777217 and round down.
    #expect(try JSONNumber(parsing: "16777217.0000000001").float == 16_777_218)
    #expect(try JSONNumber(parsing: "1e309").double == nil)
    #expect(try JSONNumber(parsing: "-1e39").float == nil)
    #expect(try JSONNumber(parsing: "1e-400").double == 0)
    #expect(try JSONNumber(parsing: "-1e-400").double?.sign == .minus)
    #expect(try JSONNumber(parsing: "2.4703282292062327208e-324").double == 0)
    #expect(try JSONNumber(parsing: "2.4703282292062327209e-324").double == .leastNonzeroMagnitude)
  }

  @Test("numbers keep their text and are told apart by it")
  func texts() throws {
    #expect(try JSONNumber(parsing: "1.0") != JSONNumber(parsing: "1"))
    #expect(try JSONNumber(parsing: "1.50E+03").text == "1.50E+03")
    for text in ["", " 1", "1 ", "01", "1.", "+1", "a", "1\n"] {
      #expect(throws: JSONError.self) { try JSONNumber(parsing: text) }
    }
  }
}

// MARK: - Tables

extension JSONNumberTests {
  static let integers: [(String, Int64?, UInt64?)] = [
    ("0", 0, 0), ("-0", 0, 0), ("0.000", 0, 0), ("0e99", 0, 0), ("-0e-99", 0, 0), ("1", 1, 1),
    ("-1", -1, nil), ("12.0", 12, 12), ("1e3", 1000, 1000), ("1.5e1", 15, 15), ("120e-1", 12, 12),
    ("1.5", nil, nil), ("1e-1", nil, nil), ("0.1e0", nil, nil), ("125e-1", nil, nil),
    ("9007199254740991", 9_007_199_254_740_991, 9_007_199_254_740_991),
    ("9007199254740993", 9_007_199_254_740_993, 9_007_199_254_740_993),
    ("9007199254740993.0", 9_007_199_254_740_993, 9_007_199_254_740_993),
    ("9.007199254740993e15", 9_007_199_254_740_993, 9_007_199_254_740_993),
    ("9223372036854775807", .max, 9_223_372_036_854_775_807),
    ("9223372036854775808", nil, 9_223_372_036_854_775_808),
    ("-9223372036854775808", .min, nil), ("-9223372036854775809", nil, nil),
    ("-18446744073709551615", nil, nil), ("18446744073709551615", nil, .max),
    ("18446744073709551616", nil, nil), ("1844674407370955161.5e1", nil, .max),
    ("18446744073709551615000e-3", nil, .max), ("99999999999999999999", nil, nil),
    ("1e19", nil, 10_000_000_000_000_000_000), ("1e20", nil, nil), ("1e999999999999", nil, nil),
    ("1e99999999999999999999", nil, nil), ("1e-99999999999999999999", nil, nil),
    ("0.00000000000000000001e20", 1, 1), ("10000000000000000000000000e-25", 1, 1),
  ]

  static let doubles: [(Double, String)] = [
    (0, "0.0"), (-0.0, "-0.0"), (0.1, "0.1"), (100_000, "100000.0"), (1e20, "1e+20"),
    (.leastNonzeroMagnitude, "5e-324"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (-1.5e-7, "-1.5e-07"),
    (9_007_199_254_740_992, "9007199254740992.0"),
  ]
}

/// SplitMix64: the same numbers from the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

public import BareRuntime

extension Float: BareJSONCodable {
  /// Reads a number, rounded once, or one of the names that numbers lack.
  public init(json: JSONValue) throws(JSONMappingError) {
    let pattern: UInt32? = FloatText.pattern(
      of: json, number: { $0.float?.bitPattern }, infinity: 0x7f80_0000, sign: 0x8000_0000,
      quietNaN: 0x7fc0_0000)
    guard let pattern else { throw FloatText.error(json, "an f32", digitCount: 8) }
    self.init(bitPattern: pattern)
  }

  /// The shortest number that reads back as the same value, or a name or bits in a string.
  public var json: JSONValue {
    if let number = JSONNumber(self) { return .number(number) }
    return FloatText.name(
      bitPattern, infinity: 0x7f80_0000, sign: 0x8000_0000, quietNaN: 0x7fc0_0000)
  }
}

extension Double: BareJSONCodable {
  /// Reads a number or one of the names that numbers lack.
  public init(json: JSONValue) throws(JSONMappingError) {
    let pattern: UInt64? = FloatText.pattern(
      of: json, number: { $0.double?.bitPattern }, infinity: 0x7ff0 << 48, sign: 1 << 63,
      quietNaN: 0x7ff8 << 48)
    guard let pattern else { throw FloatText.error(json, "an f64", digitCount: 16) }
    self.init(bitPattern: pattern)
  }

  /// The shortest number that reads back as the same value, or a name or bits in a string.
  public var json: JSONValue {
    if let number = JSONNumber(self) { return .number(number) }
    return FloatText.name(bitPattern, infinity: 0x7ff0 << 48, sign: 1 << 63, quietNaN: 0x7ff8 << 48)
  }
}

/// The texts of the floats that are no JSON numbers.
private enum FloatText {
  /// The bits of a JSON form, or nil where it is none.
  static func pattern<Pattern: FixedWidthInteger>(
    of json: JSONValue, number: (JSONNumber) -> Pattern?, infinity: Pattern, sign: Pattern,
    quietNaN: Pattern
  ) -> Pattern? {
    switch json {
    case .number(let value): number(value)
    case .string("NaN"): quietNaN
    case .string("Infinity"): infinity
    case .string("-Infinity"): infinity | sign
    case .string(let text): bits(text, infinity: infinity, sign: sign)
    default: nil
    }
  }

  /// The form of bits that are no finite number.
  static func name<Pattern: FixedWidthInteger>(
    _ pattern: Pattern, infinity: Pattern, sign: Pattern, quietNaN: Pattern
  ) -> JSONValue {
    switch pattern {
    case infinity: return "Infinity"
    case infinity | sign: return "-Infinity"
    case quietNaN: return "NaN"
    default:
      let digits = String(pattern, radix: 16)
      return .string(
        "0x" + String(repeating: "0", count: Pattern.bitWidth / 4 - digits.count) + digits)
    }
  }

  static func error(_ json: JSONValue, _ type: String, digitCount: Int) -> JSONMappingError {
    JSONMappingError(
      expected: "\(type): a number in its range, \"NaN\", \"Infinity\", \"-Infinity\", "
        + "or the bits of a NaN as \"0x\" and \(digitCount) hex digits",
      met: json)
  }

  private static func bits<Pattern: FixedWidthInteger>(
    _ text: String, infinity: Pattern, sign: Pattern
  ) -> Pattern? {
    guard text.hasPrefix("0x"), text.utf8.count == 2 + Pattern.bitWidth / 4,
      let pattern = Pattern(text.dropFirst(2), radix: 16), pattern & ~sign > infinity
    else { return nil }
    return pattern
  }
}

/// A JSON number as it was written. Text is all that JSON promises about a number, so nothing is
/// rounded before somebody asks for a type. `1`, `1.0` and `1e0` are three different numbers to
/// `==`, and one to `exactly(_:)`.
public struct JSONNumber: Hashable, Sendable {
  /// The text, always a number by RFC 8259.
  public let text: String

  /// Takes a text known to be a number.
  init(checked text: String) { self.text = text }

  /// Reads a number; white space around it is refused. Throws where it stops being a number.
  public init(parsing text: String) throws(JSONError) {
    var parser = JSONParser(Array(text.utf8))
    self = try parser.parseNumber()
    try parser.expectEnd(after: "the number")
  }

  /// Makes the decimal form of an integer.
  public init(_ value: some BinaryInteger) { text = value.description }

  /// Makes the shortest text that reads back as the same `Double`; `-0.0` keeps its sign. Nil for
  /// infinities and NaN, which JSON has no numbers for.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = value.description
  }

  /// Makes the shortest text that reads back as the same `Float`; nil for infinities and NaN.
  public init?(_ value: Float) {
    guard value.isFinite else { return nil }
    text = value.description
  }
}

extension JSONNumber {
  /// The nearest `Double`, ties to even; nil if that would be an infinity.
  public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  /// The nearest `Float`, rounded once, from the text; nil if that would be an infinity.
  public var float: Float? { Float(text).flatMap { $0.isFinite ? $0 : nil } }

  /// The number as `UInt64`, nil if it is not exactly one.
  public var uint64: UInt64? { exactly(UInt64.self) }

  /// The number as `Int64`, nil if it is not exactly one.
  public var int64: Int64? { exactly(Int64.self) }

  /// The number as an integer type of at most 64 bits, nil if it is not exactly one: `12.0`, `1e3`,
  /// `120e-1` and `-0` are integers, `1.5` is not. Nothing goes through floating point.
  public func exactly<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
    guard let magnitude = DecimalText(text).integerMagnitude else { return nil }
    guard text.utf8.first == UInt8(ascii: "-") else { return Integer(exactly: magnitude) }
    return Int64(exactly: 0 - Int128(magnitude)).flatMap { Integer(exactly: $0) }
  }
}

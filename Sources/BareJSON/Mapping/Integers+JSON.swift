public import BareRuntime

extension FixedWidthInteger {
  /// Reads an integer from a number, or from a string that holds one, if it is exact.
  ///
  /// - Throws: where it is not an integer, or outside the type's range.
  public init(exactly json: JSONValue) throws(JSONMappingError) {
    let number: JSONNumber? =
      switch json {
      case .number(let number): number
      case .string(let text): try? JSONNumber(parsing: text)
      default: nil
      }
    guard let value = number?.exactly(Self.self) else {
      throw JSONMappingError(expected: "an integer from \(Self.min) to \(Self.max)", met: json)
    }
    self = value
  }
}

/// An integer of up to 32 bits, which JSON numbers hold in every language.
public protocol JSONNumberInteger: FixedWidthInteger, BareJSONCodable {}

extension JSONNumberInteger {
  /// Reads a number or a decimal string.
  ///
  /// - Throws: where it is not an integer, or outside the type's range.
  public init(json: JSONValue) throws(JSONMappingError) { try self.init(exactly: json) }

  /// A number.
  public var json: JSONValue { .number(JSONNumber(self)) }
}

/// An integer of 64 bits, which is beyond the numbers of some languages.
public protocol JSONStringInteger: FixedWidthInteger, BareJSONCodable {}

extension JSONStringInteger {
  /// Reads a number or a decimal string.
  ///
  /// - Throws: where it is not an integer, or outside the type's range.
  public init(json: JSONValue) throws(JSONMappingError) { try self.init(exactly: json) }

  /// A decimal string.
  public var json: JSONValue { .string(description) }
}

extension UInt8: JSONNumberInteger {}
extension UInt16: JSONNumberInteger {}
extension UInt32: JSONNumberInteger {}
extension UInt64: JSONStringInteger {}
extension Int8: JSONNumberInteger {}
extension Int16: JSONNumberInteger {}
extension Int32: JSONNumberInteger {}
extension Int64: JSONStringInteger {}

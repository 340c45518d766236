import BareDynamic
import BareSchema

extension Primitive {
  /// The value that some bits are, as many of them as the type has.
  func value(ofBits bits: UInt64, text: @autoclosure () -> String) -> DynamicValue {
    switch self {
    case .uint, .u64: .unsigned(bits)
    case .u8: .unsigned(UInt64(UInt8(truncatingIfNeeded: bits)))
    case .u16: .unsigned(UInt64(UInt16(truncatingIfNeeded: bits)))
    case .u32: .unsigned(UInt64(UInt32(truncatingIfNeeded: bits)))
    case .int, .i64: .signed(Int64(bitPattern: bits))
    case .i8: .signed(Int64(Int8(truncatingIfNeeded: bits)))
    case .i16: .signed(Int64(Int16(truncatingIfNeeded: bits)))
    case .i32: .signed(Int64(Int32(truncatingIfNeeded: bits)))
    case .f32: .float32(UInt32(truncatingIfNeeded: bits))
    case .f64: .float64(bits)
    case .bool: .bool(bits & 1 == 1)
    case .str: .string(text())
    case .void: .void
    }
  }
}

extension DynamicValue {
  /// Text that tells keys apart as their bytes do.
  var keyIdentity: String {
    if case .string(let text) = self { return "\(Array(text.utf8))" }
    return "\(self)"
  }
}

public import BareRuntime

/// A value whose schema is known at run time only.
public indirect enum DynamicValue: Sendable {
  /// `void`, and any name for it.
  case void

  /// `uint` and the unsigned integers of fixed width.
  case unsigned(UInt64)

  /// `int` and the signed integers of fixed width.
  case signed(Int64)

  /// `f32`, by its bits, so that every NaN stays what it is (`BARE-A6`).
  case float32(UInt32)

  /// `f64`, by its bits.
  case float64(UInt64)

  /// `bool`.
  case bool(Bool)

  /// `str`.
  case string(String)

  /// `data` and `data[n]`.
  case data(Bytes)

  /// An enum value, by its index in the schema's list.
  case enumeration(index: Int)

  /// An `optional` without a value.
  case none

  /// An `optional` with one.
  case some(DynamicValue)

  /// A `list`, of fixed count or not.
  case list([DynamicValue])

  /// A `map`, in the order of the wire: key, value, key, value …
  case map([DynamicValue])

  /// A struct, by its field values in order.
  case structure([DynamicValue])

  /// A union, by the index of the member in the schema's list.
  case union(index: Int, DynamicValue)
}

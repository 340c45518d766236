/// How often a value that is read is the one that was written.
enum WireAgreement: Int {
  /// Each value is.
  case always

  /// Some values are, others are not.
  case sometimes

  /// None is.
  case never

  /// Both apply, one after the other.
  mutating func formUnion(_ other: WireAgreement) {
    if other.rawValue > rawValue { self = other }
  }

  /// What becomes of messages that hold such a value.
  func apply(to reading: inout WireReading) {
    switch self {
    case .always: break
    case .sometimes: reading.misreads = reading.misreads || reading.understands
    case .never:
      reading.misreads = reading.misreads || reading.understands
      reading.understands = false
    }
  }
}

extension WireNumber {
  /// What becomes of values of one width; nil where widths differ.
  func agreement(with other: WireNumber) -> WireAgreement? {
    switch (self, other) {
    case (.varint, .varint): return self == other ? .always : .sometimes
    case (.fixed(let old, _), .fixed(let new, _)):
      return old != new ? nil : self == other ? .always : .sometimes
    case (.float(let old), .float(let new)): return old == new ? .always : nil
    case (.fixed(let old, _), .float(let new)), (.float(let old), .fixed(let new, _)):
      return old == new ? .never : nil
    default: return nil
    }
  }
}

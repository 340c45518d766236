extension Schema {
  /// The most bytes that a value of each declared type can take; no entry where there is no most.
  ///
  /// What does not fit 64 bits counts as having none: no message is that long.
  public var maximumByteCountByName: [String: UInt64] {
    var sizes = MaximumSizes(schema: self)
    for definition in types {
      sizes.byName[definition.name] = sizes.maximumByteCount(of: definition.type)
    }
    return sizes.byName
  }

  /// The most bytes that a value of a type can take; nil where there is no most.
  ///
  /// - Parameters:
  ///   - type: a type of this schema, declared or in place.
  ///   - known: what ``maximumByteCountByName`` says, so that it need not be found again.
  public func maximumByteCount(of type: SchemaType, known: [String: UInt64]) -> UInt64? {
    MaximumSizes(schema: self, byName: known).maximumByteCount(of: type)
  }
}

/// The largest sizes of the types that are declared before the one in question.
private struct MaximumSizes {
  let schema: Schema
  var byName: [String: UInt64] = [:]

  /// A varint that says nothing of its number.
  private static let varintByteCount: UInt64 = 10

  func maximumByteCount(of type: SchemaType) -> UInt64? {
    switch type {
    case .primitive(.str): return nil
    case .primitive(.uint), .primitive(.int): return Self.varintByteCount
    case .primitive(let primitive): return primitive.minimumByteCount
    case .data(let byteCount): return byteCount
    case .optional(let wrapped): return maximumByteCount(of: wrapped).flatMap { sum(1, $0) }
    case .list(let element, let count):
      guard let count, let size = maximumByteCount(of: element) else { return nil }
      return product(count, size)
    case .map(let key, let value):
      guard let keyCount = valueCount(of: key), let keySize = maximumByteCount(of: key),
        let valueSize = maximumByteCount(of: value), let pair = sum(keySize, valueSize),
        let pairs = product(keyCount, pair)
      else { return nil }
      return sum(Schema.varintByteCount(keyCount), pairs)
    case .enumeration(let values):
      return values.map { Schema.varintByteCount($0.number) }.max()
    case .structure(let fields):
      return fields.reduce(0) { total, field in
        guard let total, let size = maximumByteCount(of: field.type) else { return nil }
        return sum(total, size)
      }
    case .union(let members):
      let sizes = members.compactMap { member in
        maximumByteCount(of: member.type).flatMap { sum(Schema.varintByteCount(member.tag), $0) }
      }
      return sizes.count == members.count ? sizes.max() : nil
    case .named(let name): return byName[name]
    }
  }

  /// How many values a key has, where those are few enough to bound a map.
  private func valueCount(of type: SchemaType) -> UInt64? {
    switch schema.resolved(type) {
    case .primitive(.bool): 2
    case .primitive(.u8), .primitive(.i8): 1 << 8
    case .primitive(.u16), .primitive(.i16): 1 << 16
    case .primitive(.u32), .primitive(.i32): 1 << 32
    case .enumeration(let values): UInt64(values.count)
    default: nil
    }
  }

  private func sum(_ left: UInt64, _ right: UInt64) -> UInt64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }

  private func product(_ left: UInt64, _ right: UInt64) -> UInt64? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }
}

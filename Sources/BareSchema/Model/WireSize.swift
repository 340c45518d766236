extension Schema {
  /// The fewest bytes that a value of the type can take.
  ///
  /// Decoders compare `count × minimum` with what is left before they allocate (`BARE-S2`).
  /// A product or sum beyond 64 bits stays at `UInt64.max`: no message is that long.
  public func minimumByteCount(of type: SchemaType) -> UInt64 {
    switch type {
    case .primitive(let primitive): primitive.minimumByteCount
    case .data(let byteCount): byteCount ?? 1
    case .optional: 1
    case .list(let element, let count):
      count.map { Self.product($0, minimumByteCount(of: element)) } ?? 1
    case .map: 1
    case .enumeration(let values): Self.varintByteCount(values.first?.number ?? 0)
    case .structure(let fields):
      fields.reduce(0) { Self.sum($0, minimumByteCount(of: $1.type)) }
    case .union(let members):
      members.map { Self.sum(Self.varintByteCount($0.tag), minimumByteCount(of: $0.type)) }
        .min() ?? 1
    case .named(let name): minimumByteCountByName[name] ?? 0
    }
  }

  /// The bytes of the shortest varint of a number, 1 to 10 (`BARE-W2`).
  public static func varintByteCount(_ number: UInt64) -> UInt64 {
    UInt64(max(1, (64 - number.leadingZeroBitCount + 6) / 7))
  }

  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? .max : product
  }
}

extension Primitive {
  /// The fewest bytes that a value of the type can take.
  var minimumByteCount: UInt64 {
    switch self {
    case .void: 0
    case .uint, .int, .u8, .i8, .bool, .str: 1
    case .u16, .i16: 2
    case .u32, .i32, .f32: 4
    case .u64, .i64, .f64: 8
    }
  }
}

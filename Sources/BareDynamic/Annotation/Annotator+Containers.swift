import BareRuntime
import BareSchema

/// Values that are made of others.
extension Annotator {
  mutating func annotateOptional(
    _ wrapped: SchemaType, _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let byte = try reader.decodeFixed(UInt8.self)
    guard byte <= 1 else { throw BareError(.optional(byte), byteOffset: start) }
    note(start..<reader.byteOffset, place, .presence(byte == 1))
    if byte == 1 { try annotate(wrapped, name: place.name, from: &reader) }
  }

  mutating func annotateStruct(
    _ fields: [Field], from reader: inout BareReader
  ) throws(BareError) {
    for field in fields {
      try annotate(.name(field.name), field.type, name: field.name, from: &reader)
    }
  }

  mutating func annotateUnion(
    _ members: [UnionMember], _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let tag = try reader.decodeUint()
    guard let member = members.first(where: { $0.tag == tag }) else {
      throw BareError(.unionTag(tag), byteOffset: start)
    }
    note(start..<reader.byteOffset, place, .tag(tag, member: member.type.compactText))
    try annotate(.name(member.label(in: place.name)), member.type, name: "", from: &reader)
  }

  mutating func annotateList(
    _ element: SchemaType, count: UInt64?, _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let claimed = if let count { count } else { try reader.decodeUint() }
    if count == nil { note(start..<reader.byteOffset, place, .elementCount(claimed)) }
    let minimum = schema.minimumByteCount(of: element)
    let count = try DynamicDecoder.fitting(claimed, minimum, reader)
    if collector.isEliding, case .primitive(.u8) = schema.resolved(element) {
      return try annotateBytes(count, place, from: &reader)
    }
    for index in 0..<count {
      try annotateElement(index, place, from: &reader) { (annotator, reader) throws(BareError) in
        try annotator.annotate(element, name: place.name, from: &reader)
      }
    }
  }

  mutating func annotateMap(
    _ key: SchemaType, _ value: SchemaType, _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let claimed = try reader.decodeUint()
    note(start..<reader.byteOffset, place, .pairCount(claimed))
    let (minimum, overflow) = schema.minimumByteCount(of: key)
      .addingReportingOverflow(schema.minimumByteCount(of: value))
    let count = try DynamicDecoder.fitting(claimed, overflow ? .max : minimum, reader)
    var keys: [Bytes: Int] = [:]
    for index in 0..<count {
      try annotateElement(index, place, from: &reader) { (annotator, reader) throws(BareError) in
        try annotator.annotateKey(key, name: place.name, seen: &keys, from: &reader)
        try annotator.annotate(.name("value"), value, name: place.name, from: &reader)
      }
    }
  }

  /// Each key has one encoding, so its bytes tell it from others (`BARE-A5`).
  private mutating func annotateKey(
    _ type: SchemaType, name: String, seen: inout [Bytes: Int], from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let mark = collector.annotations.count
    try annotate(.name("key"), type, name: name, from: &reader)
    let bytes = message.slice(start..<reader.byteOffset)
    if let first = seen.updateValue(seen.count, forKey: bytes) {
      collector.drop(from: mark)
      throw BareError(.duplicateKey(firstIndex: first), byteOffset: start)
    }
  }

  /// The elements of a list of `u8`, which is data to whoever looks at it.
  private mutating func annotateBytes(
    _ count: Int, _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    guard count > 0 else { return }
    let start = reader.byteOffset
    let bytes = try reader.decodeData(byteCount: UInt64(count))
    note(start..<reader.byteOffset, place, .value(.data(bytes)))
  }

  /// An element of a list or a pair of a map; beyond the limit it is folded into one annotation
  /// with those before it, and unfolded only where it cannot be read.
  private mutating func annotateElement(
    _ index: Int, _ place: Place, from reader: inout BareReader,
    _ body: (inout Annotator, inout BareReader) throws(BareError) -> Void
  ) throws(BareError) {
    let start = reader.byteOffset
    let mark = collector.annotations.count
    path.append(.index(index))
    try body(&self, &reader)
    path.removeLast()
    guard collector.isEliding, index >= AnnotatedMessage.maximumElementCount else { return }
    let range = start..<reader.byteOffset
    collector.fold(annotation(range, place, .rest), from: mark, elementIndex: index)
  }
}

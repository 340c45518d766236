import BareRuntime
import BareSchema

/// The keys of a map so far, told apart by their encodings (`BARE-A5`).
struct KeyIndex {
  private let schema: Schema
  private let type: SchemaType
  private var indexByEncoding: [[UInt8]: Int] = [:]

  init(schema: Schema, type: SchemaType) {
    self.schema = schema
    self.type = type
  }

  /// Adds a key.
  ///
  /// - Throws: class `duplicate-key` where it was there, at the offset if there is one.
  mutating func insert(_ key: DynamicValue, at byteOffset: Int?) throws(BareError) {
    var encoder = DynamicEncoder(schema: schema)
    try encoder.encode(key, as: type, name: "")
    if let first = indexByEncoding.updateValue(indexByEncoding.count, forKey: encoder.writer.bytes)
    {
      throw BareError(.duplicateKey(firstIndex: first), byteOffset: byteOffset)
    }
  }
}

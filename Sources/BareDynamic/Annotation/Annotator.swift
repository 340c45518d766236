import BareRuntime
import BareSchema

/// Walks a message as `DynamicDecoder` does, and notes what each stretch of it says.
///
/// A walk of its own, since noting would make every decoding slower; what is of one piece is read
/// by that decoder, so that both refuse the same.
struct Annotator {
  let schema: Schema
  let message: Bytes
  private let decoder: DynamicDecoder

  /// The way to the value that is being read; it stays as it is where one is refused.
  var path: [BareError.PathComponent] = []
  var collector: AnnotationCollector

  init(schema: Schema, message: Bytes, scope: AnnotationCollector.Scope) {
    self.schema = schema
    self.message = message
    decoder = DynamicDecoder(schema: schema)
    collector = AnnotationCollector(scope: scope)
  }

  /// A type whose names are followed.
  struct Place {
    /// The first name that was followed.
    var typeName: String?

    /// The last one, or that of the field: the name by which a union labels its members.
    var name: String

    /// What the names stand for.
    var type: SchemaType
  }

  /// Reads the value at a step of the path; `name` is that of the nearest type or field.
  mutating func annotate(
    _ step: BareError.PathComponent, _ type: SchemaType, name: String,
    from reader: inout BareReader
  ) throws(BareError) {
    path.append(step)
    try annotate(type, name: name, from: &reader)
    path.removeLast()
  }

  /// Reads one value; `name` is that of the nearest type or field.
  mutating func annotate(
    _ type: SchemaType, name: String, from reader: inout BareReader
  ) throws(BareError) {
    let place = place(of: type, name: name)
    switch place.type {
    case .primitive(.str), .data(nil): try annotatePrefixed(place, from: &reader)
    case .primitive, .data, .enumeration, .named: try annotateLeaf(place, from: &reader)
    case .optional(let wrapped): try annotateOptional(wrapped, place, from: &reader)
    case .list(let element, let count):
      try annotateList(element, count: count, place, from: &reader)
    case .map(let key, let value): try annotateMap(key, value, place, from: &reader)
    case .structure(let fields): try annotateStruct(fields, from: &reader)
    case .union(let members): try annotateUnion(members, place, from: &reader)
    }
  }

  /// Notes what stands in a range.
  mutating func note(_ byteRange: Range<Int>, _ place: Place, _ meaning: Annotation.Meaning) {
    guard collector.wants(byteRange) else { return }
    collector.add(annotation(byteRange, place, meaning))
  }

  func annotation(
    _ byteRange: Range<Int>, _ place: Place, _ meaning: Annotation.Meaning
  ) -> Annotation {
    Annotation(
      byteRange: byteRange, path: path, typeName: place.typeName, type: place.type,
      meaning: meaning)
  }

  private func place(of type: SchemaType, name: String) -> Place {
    var place = Place(typeName: nil, name: name, type: type)
    while case .named(let named) = place.type {
      let next = schema[named]?.type ?? .primitive(.void)
      place = Place(typeName: place.typeName ?? named, name: named, type: next)
    }
    return place
  }
}

extension Annotator {
  private mutating func annotateLeaf(
    _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    let value = try decoder.decode(place.type, name: place.name, from: &reader)
    let range = start..<reader.byteOffset
    if case .enumeration(let values) = place.type, case .enumeration(let index) = value {
      note(range, place, .enumeration(name: values[index].name, number: values[index].number))
    } else {
      note(range, place, .value(value))
    }
  }

  /// Text or data behind its length; the length is noted even where nothing else can be read.
  private mutating func annotatePrefixed(
    _ place: Place, from reader: inout BareReader
  ) throws(BareError) {
    let start = reader.byteOffset
    do throws(BareError) {
      let value = try decoder.decode(place.type, name: place.name, from: &reader)
      let end = reader.byteOffset
      let middle = end - Self.byteCount(of: value)
      noteLength(start..<middle, place)
      note(middle..<end, place, .value(value))
    } catch {
      noteLength(start..<reader.byteOffset, place)
      throw error
    }
  }

  private mutating func noteLength(_ byteRange: Range<Int>, _ place: Place) {
    let length = try? BareReader.read(message.slice(byteRange)) { (reader) throws(BareError) in
      try reader.decodeUint()
    }
    if let length { note(byteRange, place, .length(length)) }
  }

  private static func byteCount(of value: DynamicValue) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .data(let bytes): bytes.count
    default: 0
    }
  }
}

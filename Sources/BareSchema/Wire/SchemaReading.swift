/// What becomes of messages of one schema that are read by another, type by type.
public struct SchemaReading {
  private let oldIndexByName: [String: WireIndex]
  private let newIndexByName: [String: WireIndex]
  private var reader: WireReader
  private var shapes: WireShapes

  /// Two schemas; either may be the writer.
  public init(old: Schema, new: Schema) {
    var table = WireTable()
    oldIndexByName = table.add(old)
    newIndexByName = table.add(new)
    reader = WireReader(table)
    shapes = WireShapes(table)
  }

  /// Whether both schemas declare a type alike, names and all, down to the last part; nil where one
  /// has no such type.
  public func isSame(_ name: String) -> Bool? {
    guard let old = oldIndexByName[name], let new = newIndexByName[name] else { return nil }
    return old == new
  }

  /// Whether a type has the same bytes for the same values in both, whatever the names.
  public mutating func hasSameShape(_ oldName: String, as newName: String) -> Bool {
    guard let old = oldIndexByName[oldName], let new = newIndexByName[newName] else { return false }
    return shapes.shape(of: old) == shapes.shape(of: new)
  }

  /// What a new reader makes of an old writer's messages of a type.
  public mutating func oldRead(byNew name: String) -> WireReading {
    guard let old = oldIndexByName[name], let new = newIndexByName[name] else { return .refused }
    return reader.reading(old, as: new)
  }

  /// What an old reader makes of a new writer's messages of a type.
  public mutating func newRead(byOld name: String) -> WireReading {
    guard let old = oldIndexByName[name], let new = newIndexByName[name] else { return .refused }
    return reader.reading(new, as: old)
  }
}

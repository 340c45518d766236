/// What was changed in a schema; the raw value is stable.
public enum BreakingCode: String, CaseIterable, Sendable {
  /// A type that only the new schema has.
  case typeAdded = "type-added"

  /// A type that only the old schema has.
  case typeRemoved = "type-removed"

  /// A type of another name and of the same shape.
  case typeRenamed = "type-renamed"

  /// A type that is something else, such as a union instead of a struct.
  case typeChanged = "type-changed"

  /// A field that only the new struct has.
  case fieldAdded = "field-added"

  /// A field that only the old struct has.
  case fieldRemoved = "field-removed"

  /// A field that stands elsewhere among those that both have.
  case fieldMoved = "field-moved"

  /// A field of another type.
  case fieldRetyped = "field-retyped"

  /// A field of another name at the same place.
  case fieldRenamed = "field-renamed"

  /// A value that only the new enum has.
  case valueAdded = "value-added"

  /// A value that only the old enum has.
  case valueRemoved = "value-removed"

  /// A value of another number.
  case valueRenumbered = "value-renumbered"

  /// A value of another name and the same number.
  case valueRenamed = "value-renamed"

  /// A member that only the new union has.
  case memberAdded = "member-added"

  /// A member that only the old union has.
  case memberRemoved = "member-removed"

  /// A member of another tag.
  case memberMoved = "member-moved"

  /// A member whose type has another name, under the same tag.
  case memberRenamed = "member-renamed"

  /// A whole message, changed by itself or by what it holds.
  case messageChanged = "message-changed"
}

/// What was changed in a schema; the raw value is stable.
public enum BreakingCode: String, CaseIterable, Sendable {
  case typeAdded = "type-added"
  case typeRemoved = "type-removed"
  case typeRenamed = "type-renamed"
  case typeChanged = "type-changed"
  case fieldAdded = "field-added"
  case fieldRemoved = "field-removed"
  case fieldMoved = "field-moved"
  case fieldRetyped = "field-retyped"
  case fieldRenamed = "field-renamed"
  case valueAdded = "value-added"
  case valueRemoved = "value-removed"
  case valueRenumbered = "value-renumbered"
  case valueRenamed = "value-renamed"
  case memberAdded = "member-added"
  case memberRemoved = "member-removed"
  case memberMoved = "member-moved"
  case memberRenamed = "member-renamed"

  /// A whole message, changed by itself or by what it holds.
  case messageChanged = "message-changed"
}

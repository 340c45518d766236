/// A type that may be the key of a map: a primitive one (`BARE-M4`).
///
/// Two keys are the same when their encodings are, which is stricter than `==` for strings: `é`
/// composed and decomposed are equal in Swift and two keys in BARE (`BARE-A5`).
public protocol BareMapKey: Hashable {
  /// Whether both have the same encoding.
  func isIdentical(to other: Self) -> Bool
}

extension BareMapKey {
  /// Equality, for all types where it means the same bytes.
  @inlinable
  public func isIdentical(to other: Self) -> Bool { self == other }
}

extension String: BareMapKey {
  /// Whether both are the same bytes.
  @inlinable
  public func isIdentical(to other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension Bytes: BareMapKey {}
extension Bool: BareMapKey {}
extension UInt8: BareMapKey {}
extension UInt16: BareMapKey {}
extension UInt32: BareMapKey {}
extension UInt64: BareMapKey {}
extension Int8: BareMapKey {}
extension Int16: BareMapKey {}
extension Int32: BareMapKey {}
extension Int64: BareMapKey {}

/// A key that is equal to another only when both are identical; equal hashes are no harm.
struct MapKeyIdentity<Key: BareMapKey>: Hashable {
  let key: Key

  static func == (left: Self, right: Self) -> Bool { left.key.isIdentical(to: right.key) }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

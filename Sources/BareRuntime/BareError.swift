/// Why a message was refused, or a value could not be encoded: what, at which byte, in which field.
///
/// It is one word wide, so functions that throw it cost nothing while all is well; names of fields
/// are added to ``path`` on the way out.
public struct BareError: Error, Sendable {
  private let storage: Storage

  /// What was expected and what was met.
  public var kind: Kind { storage.kind }

  /// The offset in the message, in bytes, of what was refused; nil for a value being encoded.
  public var byteOffset: Int? { storage.byteOffset }

  /// The names from the message to the failure, outermost first; empty for the message itself.
  public var path: [PathComponent] { storage.path.reversed() }

  /// Makes an error without a path.
  public init(_ kind: Kind, byteOffset: Int? = nil) {
    storage = Storage(kind: kind, byteOffset: byteOffset, path: [])
  }

  private init(_ storage: Storage) {
    self.storage = storage
  }

  /// The same error, seen from one level further out.
  public func inside(_ component: PathComponent) -> BareError {
    BareError(
      Storage(
        kind: storage.kind, byteOffset: storage.byteOffset, path: storage.path + [component]))
  }

  /// Kept innermost first, the order in which names are met while unwinding.
  private final class Storage: Sendable {
    let kind: Kind
    let byteOffset: Int?
    let path: [PathComponent]

    init(kind: Kind, byteOffset: Int?, path: [PathComponent]) {
      self.kind = kind
      self.byteOffset = byteOffset
      self.path = path
    }
  }
}

extension BareError {
  /// One step from a value into a part of it.
  public enum PathComponent: Hashable, Sendable {
    /// A field of a struct, a member of a union, or the message's type.
    case name(String)

    /// An element of a list, or a pair of a map, counted from 0.
    case index(Int)
  }

  /// What went wrong, with what was expected and met.
  public enum Kind: Hashable, Sendable {
    /// The message ends too early (`BARE-W5`, `BARE-W9`, `BARE-A12`).
    case truncated(expectedByteCount: UInt64, remainingByteCount: Int)

    /// A count that the rest of the message cannot hold (`BARE-S2`).
    case truncatedCount(count: UInt64, minimumElementByteCount: Int, remainingByteCount: Int)

    /// Bytes stand after the message (`BARE-A3`).
    case trailing(byteCount: Int)

    /// A varint of more than 64 bits (`BARE-W3`, `BARE-A2`).
    case varintOverflow

    /// A varint that is longer than it need be (`BARE-W2`, `BARE-A1`).
    case varintNoncanonical

    /// A `bool` that is neither 0 nor 1 (`BARE-W8`).
    case bool(UInt8)

    /// An `optional` that starts with neither 0 nor 1 (`BARE-W14`).
    case optional(UInt8)

    /// A number that the enum does not list (`BARE-W13`).
    case enumNumber(UInt64)

    /// A tag that the union does not list (`BARE-W18`).
    case unionTag(UInt64)

    /// A `str` that is not UTF-8 (`BARE-W9`).
    case utf8

    /// A key that stands twice in a map (`BARE-W17`); the index is that of the first.
    case duplicateKey(firstIndex: Int)

    /// More bytes than a configured limit or ``BareLimits`` allows.
    case lengthLimit(byteCount: UInt64, maximumByteCount: UInt64)

    /// A version that is not spoken, or none.
    case version(String)

    /// A value that has no encoding under its schema, such as five bytes for `data[4]`.
    case value(expected: String, met: String)
  }

  @usableFromInline
  static func lengthLimit(
    byteCount: UInt64, maximum: UInt64 = UInt64(BareLimits.maximumByteCount)
  ) -> BareError {
    BareError(.lengthLimit(byteCount: byteCount, maximumByteCount: maximum))
  }

  /// Used by inlined code, which cannot reach the private parts.
  @usableFromInline @inline(never)
  func inside(_ name: StaticString) -> BareError {
    inside(.name(name.description))
  }

  @usableFromInline @inline(never)
  func inside(index: Int) -> BareError {
    inside(.index(index))
  }
}

extension BareError: Equatable {
  /// Whether both say the same of the same place.
  public static func == (left: BareError, right: BareError) -> Bool {
    left.kind == right.kind && left.byteOffset == right.byteOffset && left.path == right.path
  }
}

/// The class of an error: few, stable, and the same in vectors, replies of testees and reports.
public enum BareErrorClass: String, CaseIterable, Hashable, Sendable {
  /// The message ends too early, or claims more than it holds.
  case truncated

  /// Bytes stand after the message.
  case trailing

  /// A varint of more than 64 bits.
  case varintOverflow = "varint-overflow"

  /// A varint that is longer than it need be.
  case varintNoncanonical = "varint-noncanonical"

  /// A `bool` byte over 1.
  case bool

  /// An `optional` byte over 1.
  case optional

  /// An enum number that is not listed.
  case `enum`

  /// A union tag that is not listed.
  case unionTag = "union-tag"

  /// A `str` that is not UTF-8.
  case utf8

  /// A map key that stands twice.
  case duplicateKey = "duplicate-key"

  /// Over a configured limit.
  case lengthLimit = "length-limit"

  /// A version that is not spoken.
  case version

  /// A value that has no encoding.
  case value
}

extension BareError {
  /// The class that the error belongs to.
  public var errorClass: BareErrorClass {
    switch kind {
    case .truncated, .truncatedCount: .truncated
    case .trailing: .trailing
    case .varintOverflow: .varintOverflow
    case .varintNoncanonical: .varintNoncanonical
    case .bool: .bool
    case .optional: .optional
    case .enumNumber: .enum
    case .unionTag: .unionTag
    case .utf8: .utf8
    case .duplicateKey: .duplicateKey
    case .lengthLimit: .lengthLimit
    case .version: .version
    case .value: .value
    }
  }
}

public import BareRuntime
public import BareSchema

/// The first value in which two messages of one type differ.
///
/// A value has one encoding, and all before the first differing byte is read alike, so that byte
/// belongs to the same field in both, at the same offset.
public struct MessageDifference: Sendable {
  /// What the first message has there.
  public let left: Annotation

  /// What the second has.
  public let right: Annotation
}

extension DynamicCodec {
  /// The first value in which two messages of a declared type differ; nil where they are equal.
  ///
  /// Of texts and data that differ in length the values are given, their bytes with the length.
  ///
  /// - Throws: why one of them cannot be read, the first where neither can.
  public func firstDifference(
    _ left: Bytes, _ right: Bytes, as type: TypeDefinition
  ) throws(BareError) -> MessageDifference? {
    let common = zip(left, right).prefix { $0 == $1 }.count
    let values = (
      try annotation(of: common, in: left, as: type),
      try annotation(of: common, in: right, as: type)
    )
    guard left != right, let first = values.0, let second = values.1 else { return nil }
    return MessageDifference(left: first, right: second)
  }

  private func annotation(
    of byteOffset: Int, in message: Bytes, as type: TypeDefinition
  ) throws(BareError) -> Annotation? {
    let found = annotate(message, as: type, scope: .byte(byteOffset))
    if let failure = found.failure { throw failure }
    guard let first = found.annotations.first, let last = found.annotations.last else { return nil }
    return Annotation(
      byteRange: first.byteRange.lowerBound..<last.byteRange.upperBound, path: last.path,
      typeName: last.typeName, type: last.type, meaning: last.meaning)
  }
}

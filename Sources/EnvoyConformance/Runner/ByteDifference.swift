import BareRuntime

/// Where two messages first differ: the byte, and the field that it belongs to.
struct ByteDifference: CustomStringConvertible {
  private let expected: Bytes
  private let got: Bytes

  /// The index of the first byte that differs, or at which one of them ends.
  let byteOffset: Int

  /// The field of the expected message that the byte belongs to.
  let path: String

  init(expected: Bytes, got: Bytes, codec: ReferenceCodec) {
    self.expected = expected
    self.got = got
    byteOffset = zip(expected, got).prefix { $0 == $1 }.count
    path = Self.path(ofByte: byteOffset, in: expected, codec: codec)
  }

  var description: String {
    "expected \(excerpt(expected)), got \(excerpt(got)); first difference at byte \(byteOffset)"
      + ", in \(path)"
  }

  /// The difference for a reader: of long messages the bytes around it, from the start of a row.
  var window: CaseResult.Difference {
    let contextByteCount = 64
    let rowByteCount = 16
    let start = max(0, byteOffset - contextByteCount) / rowByteCount * rowByteCount
    func hex(_ bytes: Bytes) -> String {
      bytes.slice(min(start, bytes.count)..<min(bytes.count, byteOffset + contextByteCount)).hex
    }
    return CaseResult.Difference(
      expected: hex(expected), got: hex(got), start: start, expectedCount: expected.count,
      gotCount: got.count, byteOffset: byteOffset, path: path)
  }

  /// A message that is cut before a byte is refused in the very field that the byte belongs to.
  private static func path(
    ofByte byteOffset: Int, in message: Bytes, codec: ReferenceCodec
  ) -> String {
    do throws(BareError) {
      _ = try codec.decode(message.slice(0..<byteOffset))
      return "\(codec.typeName), behind its end"
    } catch {
      return error.pathText
    }
  }

  /// The bytes around the difference.
  private func excerpt(_ bytes: Bytes) -> String {
    let context = 16
    let start = max(0, byteOffset - context)
    let end = min(bytes.count, byteOffset + context)
    guard start < end else { return "nothing" }
    return (start > 0 ? "…" : "") + bytes.slice(start..<end).hex + (end < bytes.count ? "…" : "")
  }
}

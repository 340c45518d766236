import BareDynamic
import BareRuntime

extension TypeUnderTest {
  /// A message with a note on each stretch.
  func annotated(_ bytes: [UInt8]) throws -> AnnotatedMessage {
    codec.annotate(try Bytes(bytes), as: definition)
  }

  /// The annotations as `offset bytes | path | type | meaning`.
  func lines(_ bytes: [UInt8]) throws -> [String] {
    try annotated(bytes).annotations.map { annotation in
      let hex = hexText(Array(bytes[annotation.byteRange]))
      return "\(annotation.byteRange.lowerBound) \(hex) | \(annotation.pathText)"
        + " | \(annotation.typeText) | \(annotation.meaningText())"
    }
  }

  /// What the annotations of a message have wrong: gaps, or another refusal than the decoder's.
  func annotationFaults(_ bytes: [UInt8]) throws -> [String] {
    let annotated = try annotated(bytes)
    var faults: [String] = []
    let refusal = refusal(of: bytes)
    if annotated.failure != refusal {
      faults.append(
        "fails by \(annotated.failure?.description ?? "nothing"), "
          + "the decoder by \(refusal?.description ?? "nothing")")
    }
    if !annotated.annotations.tile(upTo: refusal?.byteOffset ?? bytes.count) {
      faults.append("ranges \(annotated.annotations.map(\.byteRange))")
    }
    return faults.map { "\(definition.type.compactText) \(hexText(bytes)): \($0)" }
  }
}

extension [Annotation] {
  /// Whether each range starts where the one before ends, from 0 to an offset.
  func tile(upTo end: Int) -> Bool {
    var next = 0
    for annotation in self {
      guard annotation.byteRange.lowerBound == next else { return false }
      next = annotation.byteRange.upperBound
    }
    return next == end
  }
}

import BareDynamic
import BareRuntime
import Testing

@testable import EnvoyConformance

/// The annotated decoding of the repository's vectors.
struct AnnotationVectorTests {
  @Test("the annotations of every vector follow one another to its end, or to its failure")
  func vectors() throws {
    var faults: [String] = []
    var count = 0
    for vector in try Repository.vectors() {
      guard let bytes = vector.bytes, let codec = BuiltInSchema.all[vector.schema]?.dynamic,
        let type = codec.schema[vector.type]
      else { continue }
      count += 1
      let annotated = codec.annotate(bytes, as: type)
      let refusal = Self.refusal(of: bytes) { (bytes) throws(BareError) in
        _ = try codec.decode(bytes, as: type)
      }
      let end = Self.end(of: annotated.annotations)
      if annotated.failure != refusal || end != refusal?.byteOffset ?? bytes.count {
        faults.append("\(vector.id): \(String(describing: annotated.failure)), tiled to \(end)")
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(10).joined(separator: "\n"))")
    #expect(count > 3_000)
  }

  private static func refusal(
    of bytes: Bytes, _ decode: (Bytes) throws(BareError) -> Void
  ) -> BareError? {
    do throws(BareError) {
      try decode(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// Where the ranges end that follow one another; -1 where one does not.
  private static func end(of annotations: [Annotation]) -> Int {
    annotations.reduce(0) { $1.byteRange.lowerBound == $0 ? $1.byteRange.upperBound : -1 }
  }
}

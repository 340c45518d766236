import Testing

@testable import EnvoyConformance

/// The explanations of the repository's vectors, those that have to be refused included.
struct AnnotationVectorTests {
  @Test("the annotations of every vector follow one another to its end, or to its failure")
  func vectors() throws {
    var faults: [String] = []
    var count = 0
    for vector in try Repository.vectors() {
      guard let bytes = vector.bytes, let schema = BuiltInSchema.all[vector.schema],
        let law = AnnotationLaw(schema, type: vector.type)
      else { continue }
      count += 1
      if let fault = law.fault(of: bytes) { faults.append("\(vector.id): \(fault)") }
    }
    #expect(faults.isEmpty, "\(faults.prefix(10).joined(separator: "\n"))")
    #expect(count > 3_000)
  }
}

import BareJSON
import BareRuntime
import Testing

@testable import EnvoyConformance

/// What holds for every message, tried on some of the vectors.
struct LawTests {
  /// The number of a message's variants grows with its length, and so does the time for each.
  private static let maximumByteCount = Repository.isOptimized ? 1024 : 64

  @Test("no law is broken by any variant of a fiftieth of the vectors")
  func laws() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix64(seed: seed)
    let vectors = try Repository.vectors().filter { vector in
      vector.result == .valid && vector.bytes.map { $0.count <= Self.maximumByteCount } == true
    }
    let chosen = vectors.shuffled(using: &generator).prefix(max(1, vectors.count / 50))
    print("laws: seed \(seed), \(chosen.count) of \(vectors.count) vectors")
    let checker = LawChecker(seed: seed)
    let results = chosen.map(checker.check)
    #expect(results.flatMap(\.findings) == [], "seed \(seed)")
    let byteCount = chosen.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
    let messageCount = results.reduce(0) { $0 + $1.messageCount }
    #expect(messageCount == byteCount * 9 + chosen.count * 257, "seed \(seed)")
  }

  @Test("a generated codec that swaps two fields breaks a law")
  func swapped() throws {
    let vector = try #require(
      try Repository.vectors().first { $0.schema == SwappedToServer.schema && $0.isDeleteRange })
    var run = try run(of: vector, generated: BareJSONCodec(SwappedToServer.self))
    run.checkSame([UInt8](try #require(vector.bytes)))
    #expect(run.findings == ["\(vector.id): the codecs read different values, as it is"])
  }

  @Test("a generated codec that takes what it must refuse breaks a law")
  func lenient() throws {
    let vector = try #require(try SmallVectors.vectors(SmallVectors.ping).first)
    let lenient = BareJSONCodec(
      decode: { (reader) throws(BareError) -> UInt64 in try UInt64(decoding: &reader) },
      encode: { (value, writer) throws(BareError) in try value.encode(into: &writer) })
    var run = try run(of: vector, generated: lenient)
    run.checkRefused([0, 1, 2, 3, 4, 5, 6, 7], "cut to 8 bytes")
    run.checkFlipped([3, 1, 0, 0, 0, 0, 0, 0], "bit 1 of byte 0 flipped")
    #expect(run.findings.count == 2)
    #expect(run.findings.first?.hasSuffix("the generated codec takes it cut to 8 bytes") == true)
    #expect(run.findings.last?.contains("the dynamic codec alone refuses it") == true)
    #expect(run.messageCount == 2)
  }

  @Test("two codecs that refuse for different reasons break a law")
  func reasons() throws {
    let vector = try #require(try SmallVectors.vectors(SmallVectors.ping).first)
    var run = try run(of: vector, generated: BareJSONCodec(UInt64.self))
    run.checkRefused([9], "replaced")
    #expect(
      run.findings
        == [
          "\(vector.id): refused as truncated at 0, in ToClient "
            + "and as union-tag at 0, in ToClient, replaced"
        ])
  }

  private func run(of vector: Vector, generated: BareJSONCodec) throws -> LawRun {
    let schema = try #require(BuiltInSchema.all[vector.schema])
    let reference = try #require(schema.reference(vector.type))
    return LawRun(
      id: vector.id, generated: .generated(generated, typeName: vector.type),
      dynamic: .dynamic(reference), explanation: AnnotationLaw(schema, type: vector.type),
      comparesValues: true)
  }
}

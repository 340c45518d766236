import BareDynamic
import Testing

@Suite("Annotations and the decoder")
struct AnnotationAgreementTests {
  @Test("1,000 seeded schemas: each message, cut, flipped or longer, is refused as decoding does")
  func random() throws {
    var faults: [String] = []
    for seed in UInt64(1)...1_000 {
      var schema = RandomSchema(seed: seed)
      let tested = try TypeUnderTest(schema: schema.text())
      var random = RandomValue(schema: tested.codec.schema, seed: seed)
      let bytes = try tested.encode(random.value(of: tested.definition.type))
      faults += try Self.variations(of: bytes).flatMap(tested.annotationFaults).map {
        "seed \(seed): \($0)"
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(10).joined(separator: "\n"))")
  }

  /// The message, its starts, each with one bit of a byte flipped, and one byte more.
  private static func variations(of bytes: [UInt8]) -> [[UInt8]] {
    let step = 1 + bytes.count / 48
    let cuts = stride(from: 0, to: bytes.count, by: step).map { Array(bytes[..<$0]) }
    let flips = stride(from: 0, to: bytes.count, by: step).map { index in
      var flipped = bytes
      flipped[index] ^= 1 << UInt8(index % 8)
      return flipped
    }
    return [bytes, bytes + [0]] + cuts + flips
  }

  @Test("every refusal of the decoder's table is that of the walk")
  func refusals() throws {
    for (type, hex, kind, byteOffset, path) in DecodingRefusalTests.refusals {
      let failure = try TypeUnderTest(type).annotated(hexBytes(hex)).failure
      #expect(failure?.kind == kind, "\(type) \(hex)")
      #expect(failure?.byteOffset == byteOffset, "\(type) \(hex)")
      #expect(failure?.pathText == path, "\(type) \(hex)")
    }
  }

  @Test("a length that the message cannot hold is told before it is refused")
  func lengths() throws {
    #expect(try TypeUnderTest("str").lines(hexBytes("05 61")) == ["0 05 | T | T = str | length 5"])
    #expect(try TypeUnderTest("str").lines(hexBytes("01 ff")) == ["0 01 | T | T = str | length 1"])
    #expect(
      try TypeUnderTest("list<u16>").lines(hexBytes("ff01 00"))
        == ["0 ff01 | T | T = list<u16> | 255 elements"])
  }

  @Test("names that nest as deep as the language allows are walked to their end")
  func deep() throws {
    let count = 499
    let schema =
      "type T0 u8\n" + (1...count).map { "type T\($0) optional<T\($0 - 1)>\n" }.joined()
    let tested = try TypeUnderTest(schema: schema)
    let bytes = [UInt8](repeating: 1, count: count + 1)
    #expect(try tested.annotationFaults(bytes).isEmpty)
    #expect(try tested.annotated(bytes).annotations.count == count + 1)
  }
}

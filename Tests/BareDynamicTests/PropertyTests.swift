import BareDynamic
import BareJSON
import BareSchema
import Testing

@Suite("Random schemas and values")
struct PropertyTests {
  @Test("2,000 seeded schemas with a value each keep bytes and JSON text through every way")
  func roundTrips() {
    var faults: [String] = []
    for seed in UInt64(1)...2_000 {
      var schema = RandomSchema(seed: seed)
      let text = schema.text()
      do {
        faults += try Self.faults(text, seed: seed).map { "seed \(seed): \($0)\n\(text)" }
      } catch {
        faults.append("seed \(seed): \(error)\n\(text)")
      }
    }
    #expect(faults.isEmpty, "\(faults.prefix(10).joined(separator: "\n"))")
  }

  private static func faults(_ text: String, seed: UInt64) throws -> [String] {
    let tested = try TypeUnderTest(schema: text)
    var random = RandomValue(schema: tested.codec.schema, seed: seed)
    let value = random.value(of: tested.definition.type)
    let bytes = try tested.encode(value)
    var faults = tested.faults(bytes, tested.json(value).compactText)
    if UInt64(bytes.count) < tested.codec.schema.minimumByteCount(of: tested.definition.type) {
      faults.append("shorter than the minimum")
    }
    return faults
  }
}

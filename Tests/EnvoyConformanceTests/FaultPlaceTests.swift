import BareJSON
import BareRuntime
import Testing

@testable import EnvoyConformance

/// Where vectors say that a message is at fault.
struct FaultPlaceTests {
  @Test("the byte that a refused vector names is the byte that both codecs name")
  func places() throws {
    var failures: [String] = []
    var count = 0
    let vectors = Dictionary(
      try Repository.vectors().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for file in try Repository.library.get().files {
      for json in Self.vectors(of: file.json) {
        guard let at = json["at"], let vector = vectors[json["id"]?.stringValue ?? ""],
          vector.kind == .decode, vector.result == .invalid
        else { continue }
        count += 1
        failures += try offsets(of: vector).filter { "\($0)" != at.compactText }.map {
          "\(vector.id): at \(at.compactText), met at \($0)"
        }
      }
    }
    #expect(failures == [], "\(failures.count) of \(count)")
    #expect(count > 0)
  }

  private func offsets(of vector: Vector) throws -> [Int] {
    let schema = try #require(BuiltInSchema.all[vector.schema])
    let reference = try #require(schema.reference(vector.type))
    let generated = try #require(schema.generated[vector.type])
    let bytes = try #require(vector.bytes)
    let codecs: [MessageCodec] = [
      .generated(generated, typeName: vector.type), .dynamic(reference),
    ]
    return codecs.map { codec in
      do throws(BareError) {
        _ = try codec.recode(bytes)
        return -1
      } catch {
        return error.byteOffset ?? -1
      }
    }
  }

  private static func vectors(of file: JSONValue) -> [JSONValue] {
    (file["groups"]?.arrayValue ?? []).flatMap { $0["vectors"]?.arrayValue ?? [] }
  }
}

import BareJSON
import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyConformance

/// Conversions of everything that the golden vectors hold.
struct ConversionTests {
  @Test("there and back is the same, but for the losses that are listed, and each of those is seen")
  func losses() throws {
    var seen: Set<String> = []
    var failures: [String] = []
    for sample in try Self.samples() {
      for target in Envoy.Version.allCases.map(\.rawValue) where target != sample.version {
        guard let back = try? sample.roundTrip(over: target), back != sample.value else { continue }
        let losses = JSONLoss.all(from: sample.value, to: back).map { field in
          "\(sample.version) over \(target): \(field)"
        }
        seen.formUnion(losses)
        failures += losses.filter { !Self.listed.contains($0) }.map { "\(sample.id): \($0)" }
      }
    }
    #expect(failures == [], "losses that nobody listed")
    #expect(Self.listed.subtracting(seen).sorted() == [], "losses that no vector shows")
  }

  /// What `ENVOY-3.3` lets get lost, by the version of the value and the one it goes through.
  private static let listed: Set<String> = {
    let codes = ["code", "group", "headTxid"].flatMap { field in
      [5, 6].flatMap { version in [3, 4].map { "\(version) over \($0): \(field)" } }
    }
    return Set(codes + (3...6).map { "2 over \($0): sqliteStartupData" })
  }()

  @Test("what is neither SQLite nor the start of an actor has the same bytes in all versions")
  func sameBytes() throws {
    var failures: [String] = []
    var count = 0
    for sample in try Self.samples() where !sample.isAboutSqliteOrStart {
      for target in Envoy.Version.allCases.map(\.rawValue) {
        count += 1
        guard let bytes = try? sample.bytes(in: target), bytes == sample.bytes else {
          failures.append("\(sample.id) in version \(target)")
          continue
        }
      }
    }
    #expect(failures == [])
    #expect(count > 2000)
  }

  @Test("a start of an actor has the same bytes in all versions but 2, where one byte follows")
  func startBytes() throws {
    var count = 0
    for sample in try Self.samples() where sample.type == "ActorCommandKeyData" {
      guard sample.version == 1, sample.isAboutSqliteOrStart else { continue }
      count += 1
      for target in [3, 4, 5, 6] as [UInt16] {
        #expect(try sample.bytes(in: target) == sample.bytes, "\(sample.id)")
      }
      #expect(try sample.bytes(in: 2) == sample.bytes + [0], "\(sample.id)")
    }
    #expect(count > 0)
  }

  @Test("a message between its version and any other gives a value or a refusal for that version")
  func refusals() throws {
    for sample in try Self.samples() {
      for target in Envoy.Version.allCases.map(\.rawValue) {
        do {
          _ = try sample.converted(to: target)
        } catch let error as IncompatibleVersion {
          #expect(error.targetVersion == target, "\(sample.id)")
          #expect(["ToRivet", "ToEnvoy"].contains(error.direction), "\(sample.id)")
          #expect(error.upstreamSentence != nil, "\(sample.id)")
          let required = error.requiredVersion
          #expect((min(target, sample.version)...max(target, sample.version)).contains(required))
        }
      }
    }
  }

  @Test("behind their version messages read back by both codecs, and give the same bytes")
  func embedded() throws {
    var failures: [String] = []
    for sample in try Self.samples() {
      let schema = try #require(BuiltInSchema.all["envoy/embedded"])
      let prefix = [UInt8(sample.version), 0]
      let bytes = try Bytes(prefix + sample.bytes)
      let generated = try #require(schema.generated[sample.type])
      let reference = MessageCodec.dynamic(try #require(schema.reference(sample.type)))
      let json = try generated.json(decoding: bytes)
      guard json == .object([("v\(sample.version)", sample.value)]),
        try reference.decode(bytes) == json, try reference.encode(json) == bytes,
        try generated.bytes(recoding: bytes) == [UInt8](bytes),
        try Bytes(generated.bytes(encoding: json)) == bytes
      else {
        failures.append(sample.id)
        continue
      }
    }
    #expect(failures == [])
  }

  /// Whole messages of the protocol's versions, of a size that this build has time for.
  private static func samples() throws -> [ConversionSample] {
    try Repository.vectors().compactMap(ConversionSample.init)
  }
}

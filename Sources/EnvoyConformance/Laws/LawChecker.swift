import BareDynamic
import BareJSON
import BareRuntime

/// Checks on both codecs what holds for every message, whatever its schema.
///
/// 1. Both codecs give the same verdict and the same value.
/// 2. A message that is cut anywhere is refused.
/// 3. A message with a byte behind it is refused.
/// 4. A message with one bit flipped is refused by both, or taken by both with the same value, and
///    gives the same bytes again.
/// 5. The explanation of each of these messages covers what can be read of it, and ends as decoding
///    does.
///
/// Values are compared by their JSON; of large messages only the bytes that both give again are,
/// since JSON of a megabyte for each bit would take hours.
public struct LawChecker: Sendable {
  /// Up to this size all places of a message are tried; beyond, the ends and some places between.
  public static let maximumFullByteCount = 1024

  private static let endByteCount = 256
  private static let sampledPlaceCount = 1000

  private let seed: UInt64

  /// A checker whose choices come from a seed.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// What a vector's bytes show against the laws, at most a few sentences, and how many messages
  /// were tried.
  public func check(_ vector: Vector) -> (findings: [String], messageCount: Int) {
    guard vector.result == .valid, let bytes = vector.bytes,
      let schema = BuiltInSchema.all[vector.schema],
      let reference = schema.reference(vector.type), let generated = schema.generated[vector.type]
    else { return ([], 0) }
    var run = LawRun(
      id: vector.id, generated: .generated(generated, typeName: vector.type),
      dynamic: .dynamic(reference), explanation: AnnotationLaw(schema, type: vector.type),
      comparesValues: bytes.count <= Self.maximumFullByteCount)
    let message = [UInt8](bytes)
    run.checkSame(message)
    for (place, bits) in places(of: message.count) {
      run.checkRefused(bytes.slice(0..<place), "cut to \(place) bytes")
      for bit in bits {
        var flipped = message
        flipped[place] ^= 1 << UInt8(bit)
        run.checkFlipped(flipped, "bit \(bit) of byte \(place) flipped")
      }
    }
    for byte in UInt8.min...UInt8.max {
      guard let longer = try? Bytes(message + [byte]) else { continue }
      run.checkRefused(longer, "followed by \(byte)")
    }
    return (run.findings, run.messageCount)
  }

  /// The places of a message that are tried, with the bits that are flipped there: all of them, but
  /// one at a seeded place.
  private func places(of count: Int) -> [(place: Int, bits: Range<Int>)] {
    guard count > Self.maximumFullByteCount else { return (0..<count).map { ($0, 0..<8) } }
    var generator = SplitMix64(seed: seed)
    let sampled = (0..<Self.sampledPlaceCount).map { _ in
      let bit = Int(generator.next() % 8)
      return (Int(generator.next() % UInt64(count)), bit..<(bit + 1))
    }
    let ends = [0..<Self.endByteCount, (count - Self.endByteCount)..<count]
    return ends.flatMap { $0.map { ($0, 0..<8) } } + sampled
  }
}

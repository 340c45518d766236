import BareDynamic
import BareRuntime
import BareSchema
import Foundation
import Testing

/// What is decided about pairs of schemas, against what messages really become.
struct ReadingTests {
  /// More of them are worth their time in a release build.
  private static let pairCount =
    ProcessInfo.processInfo.environment["READING_PAIRS"].flatMap(Int.init) ?? 2_000
  private static let shareCount = 8
  private static let valueCount = 100

  @Test(
    "what is decided of a pair of schemas is what becomes of messages", arguments: 0..<shareCount)
  func agreement(share: Int) throws {
    let seed = UInt64(20_261_126 + share)
    var random = SplitMix64(seed: seed)
    var tally = Tally()
    var failures: [String] = []
    while tally.pairCount < Self.pairCount / Self.shareCount {
      let old = SmallType.random(depth: 2, using: &random)
      let new =
        random.below(5) == 0
        ? SmallType.random(depth: 2, using: &random) : old.edited(using: &random)
      guard let pair = SchemaPair(old, new) else { continue }
      let failure = pair.disagreement(valueCount: Self.valueCount, &random, &tally)
      if let failure { failures.append(failure) }
    }
    print("reading: seed \(seed), \(tally)")
    #expect(failures == [], "\(failures.count) of \(tally.pairCount), seed \(seed)")
    let fewest = tally.pairCount / 8
    #expect(tally.failing > fewest && tally.misread > fewest && tally.sound > fewest)
    // Among messages that also fail, a few are misread that neither side's samples hit.
    #expect(tally.unsure * 20 < tally.pairCount, "seed \(seed)")
  }
}

/// How many pairs became what.
struct Tally: CustomStringConvertible {
  var pairCount = 0
  var sound = 0
  var failing = 0
  var misread = 0

  /// How many pairs fail, and one side alone found a misread message as well.
  var unsure = 0

  var description: String {
    "\(pairCount) pairs: \(sound) understood, \(failing) fail, \(misread) misread, \(unsure) unsure"
  }
}

/// Two schemas of one type each.
struct SchemaPair {
  private let old: Schema
  private let new: Schema
  private let texts: (String, String)

  init?(_ old: SmallType, _ new: SmallType) {
    func compile(_ type: SmallType) -> Schema? {
      let text = "type T \(type.text)"
      return SchemaCompiler.compile(SourceFile(path: "t.bare", text: text)).schema
    }
    guard let oldSchema = compile(old), let newSchema = compile(new) else { return nil }
    self.old = oldSchema
    self.new = newSchema
    texts = (old.text, new.text)
  }

  /// Where what was decided is not what messages become; nil where it is.
  func disagreement(
    valueCount: Int, _ random: inout SplitMix64, _ tally: inout Tally
  ) -> String? {
    var reading = SchemaReading(old: old, new: new)
    let decided = reading.oldRead(byNew: "T")
    let seed = random.next()
    let met = outcome(valueCount: valueCount, seed: seed)
    tally.pairCount += 1
    if decided.fails { tally.failing += 1 }
    if decided.misreads { tally.misread += 1 }
    if !decided.fails, !decided.misreads { tally.sound += 1 }
    let isMisreadSame = decided.misreads == met.misreads
    if decided.fails, !isMisreadSame { tally.unsure += 1 }
    return decided.fails == met.fails && (isMisreadSame || decided.fails)
      ? nil
      : "\(texts.0) read as \(texts.1): decided fails \(decided.fails), misreads "
        + "\(decided.misreads); met \(met.fails), \(met.misreads) \(met.example)"
  }

  private func outcome(
    valueCount: Int, seed: UInt64
  ) -> (fails: Bool, misreads: Bool, example: String) {
    guard let oldType = old["T"], let newType = new["T"] else { return (false, false, "") }
    var values = EdgeValue(schema: old, seed: seed)
    let writer = DynamicCodec(schema: old)
    let reader = DynamicCodec(schema: new)
    var outcome = (fails: false, misreads: false, example: "")
    for _ in 0..<valueCount {
      if outcome.fails && outcome.misreads { break }
      let value = values.value(of: oldType.type)
      guard let bytes = try? Bytes(writer.encode(value, as: oldType)) else { continue }
      guard let read = try? reader.decode(bytes, as: newType) else {
        outcome.fails = true
        continue
      }
      let meant = Meaning(value, oldType.type, in: old)
      if !meant.isSame(as: Meaning(read, newType.type, in: new)) {
        outcome.misreads = true
        outcome.example = bytes.hex
      }
    }
    return outcome
  }
}

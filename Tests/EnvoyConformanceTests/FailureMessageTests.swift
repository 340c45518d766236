import BareJSON
import Foundation
import Testing

@testable import EnvoyConformance

/// What a failure says has to be enough to find the mistake without reading our source.
@Suite struct FailureMessageTests {
  @Test("what codecs with a planted mistake are told names the byte, the field and a rule")
  func placesAreNamed() throws {
    let vectors = try Repository.vectors()
    let book = try RuleBook(folder: Repository.folder)
    var lacking: [String] = []
    for mutant in CodecMutant.all where mutant.codec == .dynamic {
      let testee = Testee(mutant: mutant, version: "0")
      let failures = try Self.failures(
        of: testee, on: vectors.filter(mutant.concerns), atMost: 1)
      if failures.isEmpty { lacking.append("\(mutant.name): nothing fails") }
      for (vector, message) in failures where vector.bytes != nil {
        let isPlaced = message.firstMatch(of: /at byte \d+|at \/|at \[|trailing/) != nil
        if message.contains("testee failed") { lacking.append("\(mutant.name): \(message)") }
        let isRuled = vector.rules.contains { book[$0] != nil }
        if !isPlaced || !isRuled { lacking.append("\(mutant.name), \(vector.id): \(message)") }
      }
    }
    #expect(lacking.isEmpty, "\(lacking.joined(separator: "\n"))")
  }

  /// The first cases that fail, and what is said of them.
  private static func failures(
    of testee: Testee, on vectors: [Vector], atMost count: Int
  ) throws -> [(vector: Vector, message: String)] {
    var failures: [(Vector, String)] = []
    for vector in vectors where vector.kind != .convert && failures.count < count {
      guard let codecCase = CodecCase(vector, tiers: ["recode", "codec"]) else { continue }
      for question in codecCase.questions {
        var request = JSONObject([("seq", 1)])
        for member in codecCase.request(question) { request.append(member.key, member.value) }
        let line = testee.reply(to: JSONValue.object(request).compactBytes())
        let reply = try TesteeReply.read(try JSONValue(parsing: line)).reply
        guard case .fail(let message, _) = codecCase.verdict(on: reply, to: question) else {
          continue
        }
        failures.append((vector, message))
        break
      }
    }
    return failures
  }
}

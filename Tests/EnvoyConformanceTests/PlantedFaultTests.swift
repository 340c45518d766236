import BareDynamic
import BareJSON
import BareRuntime
import BareSchema
import Testing

@testable import EnvoyConformance

/// Faults that a generator might have are caught by the vectors.
struct PlantedFaultTests {
  @Test("two fields of one type, swapped in both directions, are caught in both directions")
  func swapped() throws {
    let codec = BareJSONCodec(SwappedToServer.self)
    try expectCaught(codec, schema: SwappedToServer.schema, type: SwappedToServer.type)
    let other = BareJSONCodec(SwappedToRivet.self)
    try expectCaught(other, schema: SwappedToRivet.schema, type: SwappedToRivet.type)
  }

  private func expectCaught(_ codec: BareJSONCodec, schema: String, type: String) throws {
    let vectors = try Repository.vectors().filter {
      $0.schema == schema && $0.type == type && $0.level == .must
    }
    let failed = Dictionary(grouping: vectors.flatMap { failures(of: codec, $0) }, by: \.question)
    #expect(failed[.decode]?.isEmpty == false)
    #expect(failed[.encode]?.isEmpty == false)
    #expect(failed[.recode] == nil, "the fault is symmetric")
    let ranges = Set(vectors.filter(\.isDeleteRange).map(\.id))
    #expect(Set(failed.values.joined().map(\.id)).isSubset(of: ranges))
    let encode = failed[.encode]?.first?.message ?? ""
    #expect(encode.contains("first difference at byte"))
    #expect(encode.hasSuffix(".start") || encode.hasSuffix(".end"))
  }

  private struct Failure {
    let id: String
    let question: CodecQuestion
    let message: String
  }

  /// What a run would report of a codec on a vector.
  private func failures(of codec: BareJSONCodec, _ vector: Vector) -> [Failure] {
    guard let testCase = CodecCase(vector, tiers: ["recode", "codec"]) else { return [] }
    return testCase.questions.compactMap { question in
      let reply = reply(of: codec, to: question, vector)
      let verdict = testCase.verdict(on: reply, to: question)
      guard case .fail(let message, _) = verdict else { return nil }
      return Failure(id: vector.id, question: question, message: message)
    }
  }

  private func reply(
    of codec: BareJSONCodec, to question: CodecQuestion, _ vector: Vector
  ) -> TesteeReply {
    let codec = MessageCodec.generated(codec, typeName: vector.type)
    do {
      switch question {
      case .recode: return .bytes(try Bytes(try codec.recode(vector.bytes ?? Bytes())))
      case .decode: return .value(try codec.decode(vector.bytes ?? Bytes()))
      case .encode, .convert: return .bytes(try codec.encode(vector.value ?? .null))
      }
    } catch {
      return .reject(errorClass: "any", message: "\(error)")
    }
  }

  @Test("any two fields of one type differ in some valid vector, so that a swap always shows")
  func fieldPairs() throws {
    var misses: [String] = []
    let vectors = Dictionary(grouping: try Repository.vectors(), by: \.schema)
    for schema in BuiltInSchema.all.values.sorted(by: { $0.name < $1.name }) {
      guard let codec = schema.dynamic else { continue }
      var survey = FieldPairSurvey(schema: codec.schema)
      for vector in vectors[schema.name] ?? [] where vector.result == .valid {
        let type = try #require(codec.schema[vector.type])
        guard let bytes = vector.bytes else { continue }
        survey.note(try codec.decode(bytes, as: type), as: type)
      }
      misses += survey.misses.map { "\(schema.name): \($0)" }
    }
    #expect(misses == [], "\(misses.count) pairs that could be swapped unnoticed")
  }
}

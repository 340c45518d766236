import BareDynamic
import BareJSON
import BareRuntime

/// One vector of kind `convert` as a case for a testee.
struct ConversionCase: SuiteCase {
  let vector: Vector
  let conversion: VectorConversion
  let questions: [CodecQuestion]

  /// A case for a testee; without questions where it does not convert between these versions.
  ///
  /// A version that nobody has is not among those that a testee offers.
  init(_ vector: Vector, _ conversion: VectorConversion, offeredBy identity: TesteeIdentity) {
    self.vector = vector
    self.conversion = conversion
    let ends = [conversion.source, conversion.target]
    let known = ends.filter { BuiltInSchema.all[$0] != nil }
    let isOffered = identity.features.contains("convert") && identity.schemas.isSuperset(of: known)
    questions = isOffered ? [.convert] : []
  }

  func request(_ question: CodecQuestion) -> JSONObject {
    [
      "cmd": .string(question.rawValue), "id": .string(vector.id),
      "from": .string(conversion.source), "to": .string(conversion.target),
      "type": .string(vector.type), "value": vector.value ?? .null,
    ]
  }

  func verdict(on reply: TesteeReply, to question: CodecQuestion) -> Verdict {
    switch (reply, conversion.outcome) {
    case (.skip(let reason), _): .skip(reason)
    case (.fault(let message), _): .fail("convert: the testee failed: \(message)")
    case (.value(let json), .converted(let expected)): verdict(on: json, expected: expected)
    case (.unsupported(let met), .unsupported(let expected)):
      verdict(on: met, expected: expected)
    case (.reject, .noVersion): .pass
    case (.reject(let errorClass, let message), _):
      .fail("convert: expected \(expectation), met the refusal `\(errorClass)`: \(message)")
    case (.value(let json), _): .fail("convert: expected \(expectation), met \(json.compactText)")
    case (.unsupported(let refusal), _):
      .fail("convert: expected \(expectation), met the refusal \(refusal.json.compactText)")
    case (.hello, _), (.bytes, _), (.ok, _), (.failed, _):
      .fail("convert: a reply of another kind than the request asks for")
    }
  }

  /// Values are compared as the target's schema reads them, so `1` and `"1"` are one number.
  private func verdict(on json: JSONValue, expected: JSONValue) -> Verdict {
    guard let codec = BuiltInSchema.all[conversion.target]?.reference(vector.type) else {
      return .fail("convert: no schema `\(conversion.target)` to compare the value by")
    }
    do throws(JSONMappingError) {
      let got = try codec.value(of: json)
      let wanted = try codec.value(of: expected)
      if MeaningfulValue(got) == MeaningfulValue(wanted) { return .pass }
      let difference = ValueDifference(
        expected: codec.json(of: wanted), got: codec.json(of: got), root: vector.type)
      return .fail("convert: \(difference)")
    } catch {
      return .fail("convert: the value is not of the type: \(error)")
    }
  }

  /// The words for a feature are upstream's, and only advised.
  private func verdict(
    on met: VectorConversion.Refusal, expected: VectorConversion.Refusal
  ) -> Verdict {
    if met == expected { return .pass }
    let message = "convert: expected \(expectation), met the refusal \(met.json.compactText)"
    let isSameButWords =
      met.direction == expected.direction && met.requiredVersion == expected.requiredVersion
      && met.targetVersion == expected.targetVersion
    return isSameButWords ? .unmet(message) : .fail(message)
  }

  private var expectation: String {
    switch conversion.outcome {
    case .converted(let value): value.compactText
    case .unsupported(let refusal): "the refusal \(refusal.json.compactText)"
    case .noVersion: "the refusal `version`"
    }
  }
}

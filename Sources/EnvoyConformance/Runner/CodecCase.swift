import BareDynamic
import BareJSON
import BareRuntime
import BareSchema

/// One vector as a case for a testee: what it is asked, and what its answers are worth.
struct CodecCase {
  /// One question about the vector.
  enum Question: String {
    case recode, decode, encode
  }

  let vector: Vector
  let questions: [Question]
  private let codec: DynamicCodec
  private let type: TypeDefinition

  /// A case for a testee of these tiers; without questions where the tiers do not reach it, nil
  /// where no schema has the vector's type.
  init?(_ vector: Vector, tiers: Set<String>) {
    guard let schema = BuiltInSchema.all[vector.schema],
      let type = schema.dynamic.schema[vector.type]
    else { return nil }
    self.vector = vector
    self.type = type
    codec = schema.dynamic
    questions = Self.questions(for: vector.kind, result: vector.result).filter {
      tiers.contains($0 == .recode ? "recode" : "codec")
    }
  }

  private static func questions(for kind: Vector.Kind, result: Vector.Result) -> [Question] {
    switch (kind, result) {
    case (.roundtrip, _): [.recode, .decode, .encode]
    case (.decode, .invalid): [.recode, .decode]
    case (.decode, _): [.decode]
    case (.encode, _): [.encode]
    }
  }

  /// The request that asks a question.
  func request(_ question: Question) -> JSONObject {
    var request: JSONObject = [
      "cmd": .string(question.rawValue), "id": .string(vector.id),
      "schema": .string(vector.schema), "type": .string(vector.type),
    ]
    switch question {
    case .recode, .decode: request.append("bytes", .string(vector.bytes?.hex ?? ""))
    case .encode: request.append("value", vector.value ?? .null)
    }
    return request
  }

  /// What an answer is worth.
  func verdict(on reply: TesteeReply, to question: Question) -> Verdict {
    switch reply {
    case .skip(let reason): .skip(reason)
    case .fault(let message): .fail("\(question.rawValue): the testee failed: \(message)")
    case .reject(let errorClass, let message):
      verdict(onRejection: errorClass, message, to: question)
    case .bytes(let bytes) where question != .decode: verdict(on: bytes, to: question)
    case .value(let json) where question == .decode: verdict(on: json)
    case .hello, .bytes, .value:
      .fail("\(question.rawValue): a reply of another kind than the request asks for")
    }
  }

  private func verdict(
    onRejection errorClass: String, _ message: String, to question: Question
  ) -> Verdict {
    vector.result == .valid
      ? .fail("\(question.rawValue): refused as `\(errorClass)`: \(message)") : .pass
  }

  private func verdict(on bytes: Bytes, to question: Question) -> Verdict {
    if vector.result == .invalid {
      let error = vector.error?.rawValue ?? "value"
      return .fail(
        "\(question.rawValue): expected refusal (`\(error)`), got \(Self.shortened(bytes))")
    }
    guard vector.result == .valid, let expected = vector.bytes else { return .pass }
    if bytes == expected { return .pass }
    let difference = ByteDifference(expected: expected, got: bytes, codec: codec, type: type)
    let message = "\(question.rawValue): \(difference)"
    let isEquivalent =
      (try? codec.decode(bytes, as: type)).map { MeaningfulValue($0) }
      == (try? codec.decode(expected, as: type)).map { MeaningfulValue($0) }
    return isEquivalent
      ? .unmet(message + " (another order of pairs, or NaN bits)") : .fail(message)
  }

  private func verdict(on json: JSONValue) -> Verdict {
    guard vector.result != .invalid else {
      let error = vector.error?.rawValue ?? "value"
      return .fail("decode: expected refusal (`\(error)`), got a value")
    }
    guard vector.result == .valid, let expected = vector.value else { return .pass }
    do throws(JSONMappingError) {
      let got = try codec.value(of: json, as: type)
      let wanted = try codec.value(of: expected, as: type)
      if codec.json(of: got, as: type) == codec.json(of: wanted, as: type) { return .pass }
      let message =
        "decode: expected \(Self.shortened(expected)), got \(Self.shortened(json))"
      return MeaningfulValue(got) == MeaningfulValue(wanted) ? .unmet(message) : .fail(message)
    } catch {
      return .fail("decode: the value is not of the type: \(error)")
    }
  }

  private static func shortened(_ bytes: Bytes) -> String {
    let shownByteCount = 48
    let hex = bytes.slice(0..<shownByteCount).hex
    return bytes.count > shownByteCount ? "\(hex)… (\(bytes.count) bytes)" : hex
  }

  private static func shortened(_ json: JSONValue) -> String {
    let shownCharacterCount = 200
    let text = json.compactText
    return text.count > shownCharacterCount ? text.prefix(shownCharacterCount) + "…" : text
  }
}

import BareDynamic
import BareJSON
import BareRuntime

/// One vector of values and bytes as a case for a testee.
struct CodecCase: SuiteCase {
  let vector: Vector
  let questions: [CodecQuestion]
  private let codec: ReferenceCodec

  /// A case for a testee of these tiers; without questions where the tiers do not reach it, nil
  /// where no schema has the vector's type.
  init?(_ vector: Vector, tiers: Set<String>) {
    guard let codec = BuiltInSchema.all[vector.schema]?.reference(vector.type) else { return nil }
    self.vector = vector
    self.codec = codec
    questions = Self.questions(for: vector.kind, result: vector.result).filter {
      tiers.contains($0 == .recode ? "recode" : "codec")
    }
  }

  private static func questions(for kind: Vector.Kind, result: Vector.Result) -> [CodecQuestion] {
    switch (kind, result) {
    case (.roundtrip, _): [.recode, .decode, .encode]
    case (.decode, .invalid): [.recode, .decode]
    case (.decode, _): [.decode]
    case (.encode, _): [.encode]
    case (.convert, _): []
    }
  }

  /// The request that asks a question.
  func request(_ question: CodecQuestion) -> JSONObject {
    var request: JSONObject = [
      "cmd": .string(question.rawValue), "id": .string(vector.id),
      "schema": .string(vector.schema), "type": .string(vector.type),
    ]
    switch question {
    case .recode, .decode: request.append("bytes", .string(vector.bytes?.hex ?? ""))
    case .encode, .convert: request.append("value", vector.value ?? .null)
    }
    return request
  }

  /// What an answer is worth.
  func verdict(on reply: TesteeReply, to question: CodecQuestion) -> Verdict {
    switch reply {
    case .skip(let reason): .skip(reason)
    case .fault(let message): .fail("\(question.rawValue): the testee failed: \(message)")
    case .reject(let errorClass, let message):
      verdict(onRejection: errorClass, message, to: question)
    case .bytes(let bytes) where question != .decode: verdict(on: bytes, to: question)
    case .value(let json) where question == .decode: verdict(on: json)
    case .hello, .bytes, .value, .unsupported, .ok, .failed:
      .fail("\(question.rawValue): a reply of another kind than the request asks for")
    }
  }

  private func verdict(
    onRejection errorClass: String, _ message: String, to question: CodecQuestion
  ) -> Verdict {
    vector.result == .valid
      ? .fail("\(question.rawValue): refused as `\(errorClass)`: \(message)") : .pass
  }

  private func verdict(on bytes: Bytes, to question: CodecQuestion) -> Verdict {
    if vector.result == .invalid {
      return .fail("\(question.rawValue): expected \(refusal), got \(Self.shortened(bytes))")
    }
    guard vector.result == .valid, let expected = vector.bytes else { return .pass }
    if bytes == expected { return .pass }
    let difference = ByteDifference(expected: expected, got: bytes, codec: codec)
    let message = "\(question.rawValue): \(difference)"
    let isEquivalent =
      (try? codec.decode(bytes)).map { MeaningfulValue($0) }
      == (try? codec.decode(expected)).map { MeaningfulValue($0) }
    return isEquivalent
      ? .unmet(message + " (another order of pairs, or NaN bits)", difference.window)
      : .fail(message, difference.window)
  }

  private func verdict(on json: JSONValue) -> Verdict {
    guard vector.result != .invalid else {
      return .fail("decode: expected \(refusal), got \(Self.shortened(json))")
    }
    guard vector.result == .valid, let expected = vector.value else { return .pass }
    do throws(JSONMappingError) {
      let got = try codec.value(of: json)
      let wanted = try codec.value(of: expected)
      if codec.json(of: got) == codec.json(of: wanted) { return .pass }
      let value = ValueDifference(
        expected: codec.json(of: wanted), got: codec.json(of: got), root: codec.typeName)
      let bytes = difference(got)
      let message =
        "decode: \(value)"
        + (bytes.map { "; its bytes first differ at byte \($0.byteOffset)" } ?? "")
      return MeaningfulValue(got) == MeaningfulValue(wanted)
        ? .unmet(message, bytes?.window) : .fail(message, bytes?.window)
    } catch {
      return .fail("decode: the value is not of the type: \(error)")
    }
  }

  /// Where the bytes of a value differ from those of the vector.
  private func difference(_ value: DynamicValue) -> ByteDifference? {
    guard let expected = vector.bytes, let encoded = try? codec.encode(value),
      let bytes = try? Bytes(encoded), bytes != expected
    else { return nil }
    return ByteDifference(expected: expected, got: bytes, codec: codec)
  }

  /// What has to be refused, and where it is wrong.
  private var refusal: String {
    "refusal (`\(vector.error?.rawValue ?? "value")`)" + (vector.bytes.map(place) ?? "")
  }

  /// Where the suite's own codec finds a message wrong.
  private func place(_ message: Bytes) -> String {
    do throws(BareError) {
      _ = try codec.decode(message)
      return ""
    } catch {
      return (error.byteOffset.map { " at byte \($0)" } ?? "")
        + (error.path.isEmpty ? "" : ", in \(error.pathText)")
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

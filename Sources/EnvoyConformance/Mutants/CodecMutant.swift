import BareJSON
import BareRuntime

/// A codec that breaks one rule at one place: one of ours by a schema with a mistake, or with what
/// it answers changed.
public struct CodecMutant: Sendable {
  /// The name: `trailing-bytes-taken`.
  public let name: String

  /// The rule that it breaks.
  public let rule: String

  /// The vectors that may find it.
  let patterns: [VectorPattern]

  /// Only vectors that are refused for this reason may find it; nil for any.
  var error: BareErrorClass?

  /// Which of our codecs it is made of.
  let codec: Testee.Codec

  /// What becomes of a request.
  let request: @Sendable (JSONValue) -> JSONValue

  /// What becomes of the reply to a request.
  let reply: @Sendable (_ request: JSONValue, _ reply: JSONValue) -> JSONValue

  init(
    _ name: String, breaks rule: String, in patterns: String..., codec: Testee.Codec = .dynamic,
    request: (@Sendable (JSONValue) -> JSONValue)? = nil,
    reply: (@Sendable (_ request: JSONValue, _ reply: JSONValue) -> JSONValue)? = nil
  ) {
    self.name = name
    self.rule = rule
    self.patterns = patterns.map(VectorPattern.init)
    self.codec = codec
    self.request = request ?? { $0 }
    self.reply = reply ?? { $1 }
  }

  /// Whether a vector may find it.
  func concerns(_ vector: Vector) -> Bool {
    (error == nil || vector.error == error)
      && patterns.contains { $0.matches(vector.id) }
  }

  /// The mutant of a name; nil for none.
  public init?(named name: String) {
    guard let mutant = Self.all.first(where: { $0.name == name }) else { return nil }
    self = mutant
  }

  /// All there are.
  public static let all = lenient + misread + rewritten + conversions
}

extension CodecMutant {
  /// One that takes messages which are refused for a reason.
  static func taking(
    _ error: BareErrorClass, as name: String, breaks rule: String, in pattern: String = "**"
  ) -> CodecMutant {
    var mutant = CodecMutant(
      name, breaks: rule, in: pattern,
      reply: { request, reply in
        guard reply.at("reject.error") == .string(error.rawValue) else { return reply }
        let answer: (String, JSONValue) =
          request["cmd"] == "decode" ? ("value", .null) : ("bytes", request["bytes"] ?? "")
        return .object(JSONObject([("seq", reply["seq"] ?? .null), answer]))
      })
    mutant.error = error
    return mutant
  }

  /// One whose schema has a mistake: a text in the place of another.
  static func reading(
    _ schema: String, _ text: String, as other: String, named name: String, breaks rule: String
  ) -> CodecMutant {
    mistaking(schema, named: name, breaks: rule) { $0.replacing(text, with: other) }
  }

  /// One whose schema has two names in each other's place, within a type.
  static func swapping(
    _ first: String, _ second: String, of type: String, in schema: String, named name: String,
    breaks rule: String
  ) -> CodecMutant {
    mistaking(schema, named: name, breaks: rule) { $0.swapping(first, second, ofType: type) }
  }

  private static func mistaking(
    _ schema: String, named name: String, breaks rule: String, _ change: (String) -> String
  ) -> CodecMutant {
    let text = change(BuiltInSchema.all[schema]?.text ?? "")
    return CodecMutant(
      name, breaks: rule, in: "\(schema)/**",
      request: { $0["schema"] == .string(schema) ? $0.inSchema(text) : $0 })
  }
}

extension JSONValue {
  /// The same request about a schema that it brings along.
  fileprivate func inSchema(_ text: String) -> JSONValue {
    guard var object = objectValue else { return self }
    object = JSONObject(
      object.members.map { ($0.key, $0.key == "schema" ? "inline" : $0.value) })
    object.append("schemaText", .string(text))
    return .object(object)
  }
}

extension String {
  /// A schema with two words in each other's place, in the line of a type.
  fileprivate func swapping(_ first: String, _ second: String, ofType type: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("type \(type) ") ? line.swapping(first, second) : String(line)
    }.joined(separator: "\n")
  }
}

extension Substring {
  /// A line with two words in each other's place.
  fileprivate func swapping(_ first: String, _ second: String) -> String {
    var result = ""
    var rest = self
    while let character = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber }
      guard !word.isEmpty else {
        result.append(character)
        rest = rest.dropFirst()
        continue
      }
      result += word == first ? second[...] : word == second ? first[...] : word
      rest = rest.dropFirst(word.count)
    }
    return result
  }
}

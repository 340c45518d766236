import BareJSON

/// A server that breaks one rule at one place: ours, with what it is told or says changed on the
/// way. Scenarios that no mutant fails, and mutants that no scenario finds, show a gap.
public struct Mutant: Sendable {
  /// The name: `head-told-wrong`.
  public let name: String

  /// The rule that it breaks.
  public let rule: String

  /// The scenarios that may find it.
  let patterns: [VectorPattern]

  /// What becomes of a request of the client: what the server is told, and what is answered in its
  /// place.
  let request: @Sendable (JSONValue, MutantMemory) -> (told: [JSONValue], said: [JSONValue])

  /// What becomes of a message of the server.
  let reply: @Sendable (JSONValue, MutantMemory) -> [JSONValue]

  /// What becomes of a close of the server.
  let close: @Sendable (UInt16?, String) -> (code: UInt16?, reason: String)

  init(
    _ name: String, breaks rule: String, in patterns: String...,
    request: (@Sendable (JSONValue, MutantMemory) -> (told: [JSONValue], said: [JSONValue]))? = nil,
    reply: (@Sendable (JSONValue, MutantMemory) -> [JSONValue])? = nil,
    close: (@Sendable (UInt16?, String) -> (code: UInt16?, reason: String))? = nil
  ) {
    self.name = name
    self.rule = rule
    self.patterns = patterns.map(VectorPattern.init)
    self.request = request ?? { message, _ in ([message], []) }
    self.reply = reply ?? { message, _ in [message] }
    self.close = close ?? { ($0, $1) }
  }

  /// All there are.
  public static let all = sqlite + stages + channel + envoy + versions
}

/// What a mutant remembers of one connection.
final class MutantMemory {
  /// The last values of names.
  var values: [String: JSONValue] = [:]
}

extension Mutant {
  /// One whose messages differ at one path.
  static func changing(
    _ name: String, breaks rule: String, in pattern: String, _ path: String,
    _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    Mutant(
      name, breaks: rule, in: pattern, reply: { message, _ in [message.changing(path, change)] })
  }

  /// One that is told something else at one path.
  static func hearing(
    _ name: String, breaks rule: String, in pattern: String, _ path: String,
    _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    Mutant(
      name, breaks: rule, in: pattern,
      request: { message, _ in ([message.changing(path, change)], []) })
  }

  /// One that never sends messages of a kind.
  static func silent(
    _ name: String, breaks rule: String, in pattern: String, _ kind: String,
    where isMeant: @escaping @Sendable (JSONValue) -> Bool = { _ in true }
  ) -> Mutant {
    Mutant(
      name, breaks: rule, in: pattern,
      reply: { message, _ in message[kind].map(isMeant) ?? false ? [] : [message] })
  }

  /// One that answers a variant of a union by another.
  static func replacing(
    _ name: String, breaks rule: String, in pattern: String, _ path: String, _ variant: String,
    by make: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    changing(name, breaks: rule, in: pattern, path) { data in data[variant].map(make) ?? data }
  }
}

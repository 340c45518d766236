import BareJSON

/// A server or a client that breaks one rule at one place: ours, with what it is told or says
/// changed on the way. Scenarios that no mutant fails, and mutants that no scenario finds, show a
/// gap.
public struct Mutant: Sendable {
  /// The name: `head-told-wrong`.
  public let name: String

  /// The rule that it breaks.
  public let rule: String

  /// The scenarios that may find it.
  let patterns: [VectorPattern]

  /// What becomes of a message of the suite: what whoever is judged is told, and what is said in
  /// its place.
  let request: @Sendable (JSONValue, MutantMemory) -> (told: [JSONValue], said: [JSONValue])

  /// What becomes of a message of whoever is judged.
  let reply: @Sendable (JSONValue, MutantMemory) -> [JSONValue]

  /// What becomes of a close of the server.
  let close: @Sendable (UInt16?, String) -> (code: UInt16?, reason: String)

  /// What becomes of the path and the query by which a client connects.
  var target: @Sendable (String, MutantMemory) -> String = { target, _ in target }

  /// What a client says first on a connection, unasked.
  var opening: @Sendable (MutantMemory) -> [JSONValue] = { _ in [] }

  /// Whether a client offers no subprotocol.
  var isWithoutSubprotocol = false

  /// Whether a client breaks off when it hears what it cannot read.
  var breaksOffAtNoise = false

  /// What becomes of the arguments of an operation.
  var arguments: @Sendable (_ operation: String, JSONValue) -> JSONValue = { $1 }

  /// What becomes of what a client says came of an operation, as `{"ok": ...}` or
  /// `{"failed": ...}`.
  var outcome: @Sendable (JSONValue) -> JSONValue = { $0 }

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

  /// All servers there are.
  static let servers = sqlite + stages + channel + envoy + versions + sql

  /// All clients there are.
  static let clients = clientCalls + clientMessages + clientConnections
}

/// What a mutant remembers of one connection of a server, or all of a client.
final class MutantMemory {
  /// How many connections there were.
  var connectionCount = 0

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

  /// A client that connects by something else.
  static func connecting(
    _ name: String, breaks rule: String, in pattern: String,
    _ change: @escaping @Sendable (String, MutantMemory) -> String
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: pattern)
    mutant.target = change
    return mutant
  }

  /// A client that is told to do something else.
  static func told(
    _ name: String, breaks rule: String, in pattern: String, _ operation: String, _ path: String,
    _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: pattern)
    mutant.arguments = { $0 == operation ? $1.changing(path, change) : $1 }
    return mutant
  }

  /// A client that says something else of what came.
  static func saying(
    _ name: String, breaks rule: String, in pattern: String, _ path: String,
    _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: pattern)
    mutant.outcome = { $0.changing(path, change) }
    return mutant
  }
}

import BareJSON
public import Foundation

/// The rules that vectors, scenarios, comments and reports cite.
public struct RuleBook: Sendable {
  /// One rule.
  public struct Rule: Sendable {
    /// The id, such as `BARE-W3`: the document, and the number in it.
    public let id: String

    /// How strongly it is demanded.
    public let level: Vector.Level

    /// The rule in one sentence.
    public let text: String

    /// The classes or codes of errors that go with it.
    public let errors: [String]

    /// Who has to follow it, and so who tests it.
    public let scope: Scope
  }

  /// What a rule is about.
  public enum Scope: String, Sendable {
    /// Bytes and values: vectors exercise it.
    case codec

    /// Schemas: tests of the compiler do.
    case schema

    /// What a server does: scenarios exercise it.
    case server

    /// What a client does: scenarios with the role `client` do.
    case client

    /// How a database stands in the keys of an actor: vectors in `layout/` do.
    case layout
  }

  /// The rules in the order of the file.
  public let rules: [Rule]

  /// The rule of an id.
  public subscript(id: String) -> Rule? {
    rules.first { $0.id == id }
  }

  /// The sentences by the ids of their rules.
  public var texts: [String: String] {
    Dictionary(rules.map { ($0.id, $0.text) }) { first, _ in first }
  }

  /// Reads `rules.json` in a folder.
  ///
  /// - Throws: as ``init(_:)``.
  public init(folder: URL) throws { try self.init(.folder(folder)) }

  /// Reads `rules.json`.
  ///
  /// - Throws: ``VectorFileError`` where it is not of the format, and what the system says where it
  ///   cannot be read.
  public init(_ source: VectorSource) throws {
    let text = try source.read("rules.json")
    do {
      var file = try JSONFields(try JSONValue(parsing: text))
      _ = try file.decode("format", as: String.self)
      let rules = try file.take("rules").arrayValue ?? []
      try file.finish()
      self.rules = try rules.map(Self.rule)
    } catch let error as JSONError {
      throw VectorFileError(path: "rules.json", position: error.position, message: error.message)
    } catch let error as JSONMappingError {
      throw VectorFileError(path: "rules.json", position: nil, message: error.description)
    }
  }

  private static func rule(_ json: JSONValue) throws -> Rule {
    var fields = try JSONFields(json)
    let id = try fields.decode("id", as: String.self)
    let level = try fields.decode("level", as: String.self)
    let text = try fields.decode("rule", as: String.self)
    let errors = json["errors"] == nil ? [] : try fields.decode("errors", as: [String].self)
    let scopeName = json["scope"] == nil ? "codec" : try fields.decode("scope", as: String.self)
    try fields.finish()
    guard let level = Vector.Level(rawValue: level) else {
      throw JSONMappingError(expected: "a level for `\(id)`", met: "`\(level)`")
    }
    guard let scope = Scope(rawValue: scopeName) else {
      throw JSONMappingError(expected: "a scope for `\(id)`", met: "`\(scopeName)`")
    }
    return Rule(id: id, level: level, text: text, errors: errors, scope: scope)
  }
}

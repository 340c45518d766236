/// What a user decides about the generated Swift.
public struct GeneratorOptions: Sendable {
  /// Who may use the generated declarations.
  public enum Access: String, CaseIterable, Sendable {
    /// The module, the package, or everybody.
    case `internal`, package, `public`

    /// The modifier with a space behind it; none for what Swift takes anyway.
    var prefix: String { self == .internal ? "" : rawValue + " " }
  }

  /// What is generated for each type.
  public enum Emission: String, CaseIterable, Sendable {
    /// Types, decoding and encoding.
    case codec

    /// The same, and what tools need: `init(json:)` and `json`, a table of all types by name, and
    /// the schema's own text.
    case json
  }

  /// Whether a family can be converted between its versions.
  public enum Conversions: String, CaseIterable, Sendable {
    /// Steps between neighbouring versions, and messages whose version is known at run time.
    case all

    /// The versions alone.
    case none
  }

  /// Who may use the generated declarations; `internal` unless told otherwise.
  public var access = Access.internal

  /// What is generated for each type.
  public var emission = Emission.codec

  /// Whether a family can be converted between its versions.
  public var conversions = Conversions.all

  /// Swift names of the user's choice by `TYPE.NAME` of the schema: of fields, enum values and
  /// union members.
  public var names: [String: String] = [:]

  /// The defaults.
  public init() {}
}

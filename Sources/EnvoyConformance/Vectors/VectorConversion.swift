public import BareJSON

/// What a vector of kind `convert` says beyond its value: from where to where, and what becomes of
/// the value there.
public struct VectorConversion: Sendable {
  /// The schema that the value is of, such as `envoy/v3`, and the one it is wanted in. Numbers that
  /// no version has stand here too.
  public let source, target: String

  /// What the conversion ends in.
  public let outcome: Outcome

  /// How a conversion ends.
  public enum Outcome: Sendable {
    /// In a value of the target.
    case converted(JSONValue)

    /// In a refusal: the target cannot say the value.
    case unsupported(Refusal)

    /// In the error of the vector: there is no such version.
    case noVersion
  }

  /// What a typed refusal says (`ENVOY-2.6`).
  public struct Refusal: Hashable, Sendable {
    /// What the target lacks, in words.
    public let feature: String

    /// Which way the message travels: `ToRivet` or `ToEnvoy`.
    public let direction: String

    /// The version that is needed, and the one that was asked for.
    public let requiredVersion, targetVersion: UInt16
  }

  /// The members as they stand in a file, which the index hashes.
  public var members: [(String, JSONValue)] {
    let ends: [(String, JSONValue)] = [("from", .string(source)), ("to", .string(target))]
    switch outcome {
    case .converted(let value): return ends + [("converted", value)]
    case .unsupported(let refusal): return ends + [("unsupported", refusal.json)]
    case .noVersion: return ends
    }
  }
}

extension VectorConversion.Refusal {
  /// Reads a refusal; what else a testee says of it is not looked at.
  ///
  /// - Throws: where one of the four is missing.
  init(json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    feature = try fields.decode("feature")
    direction = try fields.decode("direction")
    requiredVersion = try fields.decode("requiredVersion")
    targetVersion = try fields.decode("targetVersion")
  }

  /// The refusal as an object.
  var json: JSONValue {
    [
      "feature": .string(feature), "direction": .string(direction),
      "requiredVersion": requiredVersion.json, "targetVersion": targetVersion.json,
    ]
  }
}

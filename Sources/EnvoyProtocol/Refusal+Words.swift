import BareRuntime

/// How the envoy protocol speaks of what a version lacks (`ENVOY-2.6`, `ENVOY-3.3`).
extension IncompatibleVersion {
  /// The refusal of a SQLite message: `PREFIX requests` to the engine, `PREFIX responses` back.
  ///
  /// - Parameter isTyped: whether upstream has an error type for it, whose text goes on with the
  ///   version of this step, whatever version was asked for.
  func sqlite(_ prefix: String, isTyped: Bool) -> IncompatibleVersion {
    let feature = prefix + (direction == "ToRivet" ? " requests" : " responses")
    return named(feature, upstream: "\(feature) require", isTyped: isTyped)
  }

  /// The refusal of an actor's start that carries the state of its database.
  func sqliteStartupData() -> IncompatibleVersion {
    var refusal = self
    refusal.direction = "ToEnvoy"
    return refusal.named(
      "sqlite startup data", upstream: "sqlite startup data requires", isTyped: true)
  }

  private func named(_ feature: String, upstream: String, isTyped: Bool) -> IncompatibleVersion {
    var refusal = self
    refusal.feature = feature
    refusal.upstreamSentence =
      "\(upstream) envoy-protocol v\(requiredVersion)"
      + (isTyped ? " but target version is v\(targetVersion)" : "")
    return refusal
  }
}

public import BareRuntime

/// Version 4 brought SQL that the engine runs (`ENVOY-3.3`).
extension Envoy.V3ToV4 {
  /// In the words of the protocol.
  public static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion {
    refusal.sqlite("remote sqlite", isTyped: true)
  }
}

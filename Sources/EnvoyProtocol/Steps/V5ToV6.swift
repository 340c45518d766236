public import BareRuntime

/// Version 6 brought batches of statements (`ENVOY-3.3`).
extension Envoy.V5ToV6 {
  /// In the words of the protocol.
  public static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion {
    refusal.sqlite("remote sqlite batch", isTyped: true)
  }
}

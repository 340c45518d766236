public import BareRuntime

/// Version 2 brought SQLite pages: version 1 has nothing that they could become (`ENVOY-3.3`).
extension Envoy.V1ToV2 {
  /// In the words of the protocol.
  public static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion {
    refusal.message == "CommandStartActor"
      ? refusal.sqliteStartupData() : refusal.sqlite("sqlite", isTyped: false)
  }

  /// An envoy that is to open the database by it would not find it, so the start is refused.
  public static func lossOfSqliteStartupData(in value: New.CommandStartActor) -> ConversionLoss {
    .refuse
  }
}

public import BareRuntime

/// Version 3 has other SQLite messages by the names of version 2: none becomes the other, not even
/// an error (`ENVOY-3.3`). What each function is for stands at its requirement.
extension Envoy.V2ToV3 {
  /// In the words of the protocol.
  public static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion {
    refusal.sqlite(
      refusal.requiredVersion == oldVersion ? "legacy sqlite" : "stateless sqlite", isTyped: false)
  }

  /// Later versions open a database without it, so it is left out.
  public static func lossOfSqliteStartupData(in value: Old.CommandStartActor) -> ConversionLoss {
    .drop
  }

  public static func upgrade(
    _ value: Old.SqliteGetPagesRequest
  ) throws(IncompatibleVersion) -> New.SqliteGetPagesRequest { throw older(.getPagesRequest) }
  public static func upgrade(
    _ value: Old.SqliteCommitRequest
  ) throws(IncompatibleVersion) -> New.SqliteCommitRequest { throw older(.commitRequest) }
  public static func upgrade(
    _ value: Old.SqliteGetPagesOk
  ) throws(IncompatibleVersion) -> New.SqliteGetPagesOk { throw older(.getPagesResponse) }
  public static func upgrade(
    _ value: Old.SqliteGetPagesResponse
  ) throws(IncompatibleVersion) -> New.SqliteGetPagesResponse { throw older(.getPagesResponse) }
  public static func upgradeSqliteCommitOk(
    _ value: Old.SqliteCommitOk
  ) throws(IncompatibleVersion) -> New.SqliteCommitOk { throw older(.commitResponse) }
  public static func upgrade(
    _ value: Old.SqliteCommitResponse
  ) throws(IncompatibleVersion) -> New.SqliteCommitResponse { throw older(.commitResponse) }

  public static func downgrade(
    _ value: New.SqliteGetPagesRequest
  ) throws(IncompatibleVersion) -> Old.SqliteGetPagesRequest { throw newer(.getPagesRequest) }
  public static func downgrade(
    _ value: New.SqliteCommitRequest
  ) throws(IncompatibleVersion) -> Old.SqliteCommitRequest { throw newer(.commitRequest) }
  public static func downgrade(
    _ value: New.SqliteGetPagesOk
  ) throws(IncompatibleVersion) -> Old.SqliteGetPagesOk { throw newer(.getPagesResponse) }
  public static func downgrade(
    _ value: New.SqliteGetPagesResponse
  ) throws(IncompatibleVersion) -> Old.SqliteGetPagesResponse { throw newer(.getPagesResponse) }
  public static func downgradeSqliteCommitOk(
    _ value: New.SqliteCommitOk
  ) throws(IncompatibleVersion) -> Old.SqliteCommitOk { throw newer(.commitResponse) }
  public static func downgrade(
    _ value: New.SqliteCommitResponse
  ) throws(IncompatibleVersion) -> Old.SqliteCommitResponse { throw newer(.commitResponse) }
}

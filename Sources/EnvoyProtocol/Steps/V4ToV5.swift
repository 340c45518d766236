public import BareRuntime

/// Version 5 brought codes of errors, and the head transaction in replies (`ENVOY-3.3`).
extension Envoy.V4ToV5 {
  /// An error without a code is one of the engine's own.
  public static func upgrade(
    _ value: Old.SqliteErrorResponse
  ) throws(IncompatibleVersion) -> New.SqliteErrorResponse {
    New.SqliteErrorResponse(group: "core", code: "internal_error", message: value.message)
  }

  /// The text is all that version 4 has.
  public static func downgrade(
    _ value: New.SqliteErrorResponse
  ) throws(IncompatibleVersion) -> Old.SqliteErrorResponse {
    Old.SqliteErrorResponse(message: value.message)
  }

  /// An envoy of version 4 counts its transactions without it.
  public static func lossOfHeadTxid(in value: New.SqliteGetPagesOk) -> ConversionLoss { .drop }

  /// As for pages.
  public static func lossOfHeadTxid(in value: New.SqliteCommitOk) -> ConversionLoss { .drop }
}

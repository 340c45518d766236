import BareRuntime

/// The messages about SQLite pages that go by one name in versions 2 and 3, and are not the same.
enum SqlitePageMessage: String {
  case getPagesRequest = "ToRivetSqliteGetPagesRequest"
  case commitRequest = "ToRivetSqliteCommitRequest"
  case getPagesResponse = "ToEnvoySqliteGetPagesResponse"
  case commitResponse = "ToEnvoySqliteCommitResponse"

  fileprivate var direction: String { rawValue.hasSuffix("Request") ? "ToRivet" : "ToEnvoy" }
}

extension VersionStep {
  /// The refusal of a message as the older version has it.
  static func older(_ message: SqlitePageMessage) -> IncompatibleVersion {
    refusal(upgrading: message.rawValue, of: message.direction)
  }

  /// The refusal of a message as the newer version has it.
  static func newer(_ message: SqlitePageMessage) -> IncompatibleVersion {
    refusal(downgrading: message.rawValue, of: message.direction)
  }
}

import EnvoyProtocol

/// Why a request about pages of version 3 and later did nothing: what version 5 and later see in
/// three parts, and the ones before as a text alone (`ENVOY-6.5`).
struct StatelessRefusal: Error, Hashable {
  let group: String
  let code: String
  let message: String

  static let unknownActor = internalError("actor does not exist")

  static let badGeneration = internalError("invalid sqlite actor generation")

  static let databaseNotFound = StatelessRefusal(
    group: "depot", code: "database_not_found",
    message: "transaction failed: sqlite database was not found in this bucket branch")

  /// More SQL than may wait on one connection (`ENVOY-6.3`).
  static let overloaded = StatelessRefusal(
    group: "actor", code: "overloaded", message: "sqlite worker command queue is full")

  /// The session that was to run SQL has ended.
  static let closing = internalError("sqlite worker is closing")

  /// Values for parameters that are too long together (`ENVOY-6.2`).
  static func boundByteCount(_ byteCount: UInt64) -> StatelessRefusal {
    internalError(
      "remote sqlite bind params had \(byteCount) bytes, "
        + "exceeding limit \(RemoteSQLLimits.bindByteCount)")
  }

  static func internalError(_ message: String) -> StatelessRefusal {
    StatelessRefusal(group: "core", code: "internal_error", message: message)
  }

  static func missingGeneration(_ operation: SqliteOperation) -> StatelessRefusal {
    StatelessRefusal(
      group: "sqlite", code: "invalid_request",
      message: "sqlite \(operation.rawValue) missing expectedGeneration")
  }

  static func head(expected: UInt64, current: UInt64) -> StatelessRefusal {
    StatelessRefusal(
      group: "depot", code: "head_fence_mismatch",
      message: "transaction failed: sqlite head fence mismatch: "
        + "expected head txid \(expected), current head txid \(current)")
  }

  /// The form of a refusal that all versions share.
  init(_ refusal: SqliteRefusal) {
    switch refusal {
    case .tooLarge:
      self.init(group: "depot", code: "commit_too_large", message: "\(refusal)")
    case .quota: self.init(group: "depot", code: "quota_exceeded", message: "\(refusal)")
    case .pageZero(.getPages): self = .internalError("get_pages does not accept page 0")
    default: self = .internalError("\(refusal)")
    }
  }

  private init(group: String, code: String, message: String) {
    self.group = group
    self.code = code
    self.message = message
  }

  var response: Envoy.V6.SqliteErrorResponse {
    .init(group: group, code: code, message: message)
  }
}

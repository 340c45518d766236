public import EnvoyProtocol

/// Why a request was not done, as far as one can know.
public struct ClientFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failures.
  public enum Kind: String, CaseIterable, Sendable {
    /// The server refused it.
    case error

    /// Generation or head are not those of the server.
    case fenceMismatch = "fence-mismatch"

    /// There is nothing to finalize.
    case stageNotFound = "stage-not-found"

    /// It is larger than the server takes at once.
    case tooLarge = "too-large"

    /// There is no connection, or it was lost before the answer.
    case closed

    /// No answer came in time.
    case timeout

    /// Nobody will ever learn from an answer whether SQL that was sent has run: the connection
    /// ended before it, or it did not come in time. Never send it again unasked (`ENVOY-6.4`).
    case indeterminate

    /// The answer is of another kind than the request.
    case `protocol`

    /// The database met a failure before, and does nothing more (`SQL-8.5`).
    case dead
  }

  /// What kind it is.
  public let kind: Kind

  /// The server's code, where it has one.
  public let code: String?

  /// Whether it surely was not done.
  public let isDefinite: Bool

  /// What happened, for people.
  public let message: String

  /// How the database stands on the server, where its fence refused.
  public let actualMeta: Envoy.V2.SqliteMeta?

  /// A failure.
  public init(
    _ kind: Kind, code: String? = nil, isDefinite: Bool, _ message: String,
    actualMeta: Envoy.V2.SqliteMeta? = nil
  ) {
    self.kind = kind
    self.code = code
    self.isDefinite = isDefinite
    self.message = message
    self.actualMeta = actualMeta
  }

  /// The same where more is known: whether what it is about was surely not done.
  func claiming(isDefinite: Bool) -> ClientFailure {
    ClientFailure(kind, code: code, isDefinite: isDefinite, message, actualMeta: actualMeta)
  }

  public var description: String { message }

  /// There is no connection, so nothing was sent.
  static let noConnection = ClientFailure(
    .closed, isDefinite: true, "there is no connection; nothing was sent")

  /// The connection ended before the answer.
  static let connectionLost = ClientFailure(
    .closed, isDefinite: false,
    "the connection ended before the answer; nobody knows whether it was done")

  /// No answer came in time.
  static func timeout(_ timeoutMilliseconds: Int64) -> ClientFailure {
    ClientFailure(
      .timeout, isDefinite: false,
      "no answer within \(timeoutMilliseconds) ms; nobody knows whether it was done")
  }

  /// What becomes of a request whose answer did not come.
  static func unanswered(_ request: ClientRequest, _ failure: ClientFailure) -> ClientFailure {
    guard case .sql(let sql) = request, !failure.isDefinite else { return failure }
    let cause = failure.kind == .timeout ? ": \(failure.message)" : " after envoy disconnect"
    return ClientFailure(
      .indeterminate, isDefinite: false,
      "remote sqlite \(sql.name) result is indeterminate\(cause)")
  }

  /// The answer is of another kind than the request.
  static let otherKind = ClientFailure(
    .protocol, isDefinite: false, "the answer is of another kind than the request")
}

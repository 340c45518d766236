/// What the parameters of a KV channel's URL say (`KV-A4`).
struct KVChannelHello: Hashable, Sendable {
  static let path = "/kv/connect"

  let namespace: String

  /// What is wrong with the parameters; texts are for the journal alone.
  struct Refusal: Error {
    let reason: CloseReason
    let why: String
  }

  /// Checks the token, if one is needed, then the version, then the namespace.
  init(_ target: RequestTarget, token: String?) throws(Refusal) {
    if let token {
      guard let shown = target["token"] else {
        throw Refusal(reason: .missingQueryParameter, why: "missing `token` query parameter")
      }
      guard Token.isEqual(shown, to: token) else {
        throw Refusal(reason: .forbidden, why: "the token is another")
      }
    }
    guard let version = target["protocol_version"] else {
      throw Refusal(
        reason: .internalError, why: "missing `protocol_version` query parameter")
    }
    guard version.utf8.allSatisfy({ (0x30...0x39).contains($0) }), UInt32(version) == 1 else {
      throw Refusal(
        reason: .internalError, why: "`protocol_version` is not 1, the only one there is")
    }
    guard let namespace = target["namespace"] else {
      throw Refusal(reason: .internalError, why: "missing `namespace` query parameter")
    }
    self.namespace = namespace
  }
}

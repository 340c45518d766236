import BareRuntime
import EnvoyProtocol

/// An envoy that was accepted: who it is, and how it speaks.
struct EnvoySession: Sendable {
  let connection: ConnectionID
  let hello: EnvoyHello

  /// Actors that were started on the connection and did not stop, under the stable profile.
  var activeActors: Set<String> = []

  /// What an envoy says: something that all versions have, or a SQLite command of version 2.
  enum Request: Hashable {
    case common(Envoy.V6.ToRivet)
    case getPages(Envoy.V2.ToRivetSqliteGetPagesRequest)
    case commit(Envoy.V2.ToRivetSqliteCommitRequest)
    case stageBegin(Envoy.V2.ToRivetSqliteCommitStageBeginRequest)
    case stage(Envoy.V2.ToRivetSqliteCommitStageRequest)
    case finalize(Envoy.V2.ToRivetSqliteCommitFinalizeRequest)
  }

  /// Reads a message in the envoy's own layout.
  ///
  /// - Throws: `BareError`; never a refusal between versions, since upwards only SQLite of version
  ///   2 is refused, which is taken out before.
  func decode(_ message: [UInt8]) throws -> Request {
    guard hello.dialect.hasStagedCommits else {
      guard case .version(let version) = hello.dialect, version != .v6 else {
        return .common(try Envoy.V6.ToRivet(decoding: message))
      }
      let older = try Envoy.Versioned.ToRivet(decoding: try Bytes(message), version: version)
      return try newest(older)
    }
    switch try Envoy.V2.ToRivet(decoding: message) {
    case .sqliteGetPagesRequest(let request): return .getPages(request)
    case .sqliteCommitRequest(let request): return .commit(request)
    case .sqliteCommitStageBeginRequest(let request): return .stageBegin(request)
    case .sqliteCommitStageRequest(let request): return .stage(request)
    case .sqliteCommitFinalizeRequest(let request): return .finalize(request)
    case let other: return try newest(.v2(other))
    }
  }

  private func newest(_ message: Envoy.Versioned.ToRivet) throws -> Request {
    guard case .v6(let message) = try message.converted(to: .v6) else {
      preconditionFailure("version 6 is what was asked for")
    }
    return .common(message)
  }

  /// Writes a message of the newest version in the envoy's layout.
  ///
  /// - Throws: what the envoy's version cannot say.
  func encode(_ message: Envoy.V6.ToEnvoy) throws -> [UInt8] {
    switch hello.dialect {
    case .version(.v6): return try message.encoded()
    case .version(let version):
      return try Envoy.Versioned.ToEnvoy.v6(message).converted(to: version).encoded()
    case .v2PR4673:
      guard case .v2(let message) = try Envoy.Versioned.ToEnvoy.v6(message).converted(to: .v2)
      else { preconditionFailure("version 2 is what was asked for") }
      return try Envoy.V2PR4673.ToEnvoy(message).encoded()
    }
  }

  /// Writes a message about SQLite of version 2 in the envoy's layout.
  func encode(_ message: Envoy.V2.ToEnvoy) throws -> [UInt8] {
    if hello.dialect == .v2PR4673 { return try Envoy.V2PR4673.ToEnvoy(message).encoded() }
    return try message.encoded()
  }
}

/// A world of its own: its actors, and the envoys that host them.
struct Namespace: Sendable {
  var actors: [String: Actor] = [:]

  /// Who holds each actor on the KV channel and what waits for it, where there is anything to say.
  var lines: [String: ActorLine] = [:]

  /// Metadata of the names of actors, as envoys told them.
  var actorNames: [String: String] = [:]

  /// What users of actors have under way.
  var tunnels: [TunnelID: Tunnel] = [:]

  /// The envoys that have something to do with it, by their keys.
  var envoys: [String: EnvoyRecord] = [:]
}

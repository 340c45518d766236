/// A world of its own: its actors, and the envoys that host them.
struct Namespace: Sendable {
  var actors: [String: Actor] = [:]

  /// Who holds each actor on the KV channel and what waits for it, where there is anything to say.
  var lines: [String: ActorLine] = [:]

  /// The envoys that have something to do with it, by their keys.
  var envoys: [String: EnvoyRecord] = [:]

  /// Lets a command work on an actor's database, in place.
  ///
  /// - Throws: no such database (`SQL-4.2`), a failure that was asked for, or what the work throws.
  mutating func withDatabase<Result>(
    of actorID: String, for operation: SqliteOperation,
    _ body: (inout SqliteDatabase) throws(SqliteRefusal) -> Result
  ) throws(SqliteRefusal) -> Result {
    guard var database = actors[actorID]?.database.take() else { throw .metaMissing(operation) }
    defer { actors[actorID]?.database = database }
    if actors[actorID]?.failingOperation == operation {
      actors[actorID]?.failingOperation = nil
      throw .injected
    }
    return try body(&database)
  }
}

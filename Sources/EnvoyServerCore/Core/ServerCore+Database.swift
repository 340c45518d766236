/// How commands come by an actor's database.
extension ServerCore {
  /// Opens an actor's database if it never was.
  mutating func openDatabase(at place: ActorPlace) {
    let (limits, now) = (options.sqlite, nowMilliseconds)
    withActor(place) { $0.openDatabase(limits: limits, atMilliseconds: now) }
  }

  /// Lets a command work on an actor's database, in place.
  ///
  /// - Throws: no such database (`SQL-4.2`), a failure that was asked for, or what the work throws.
  mutating func withDatabase<Result>(
    at place: ActorPlace, for operation: SqliteOperation,
    _ body: (inout SqliteDatabase) throws(SqliteRefusal) -> Result
  ) throws(SqliteRefusal) -> Result {
    guard var database = namespaces[place.namespace]?.actors[place.actor]?.database.take() else {
      throw .metaMissing(operation)
    }
    defer { namespaces[place.namespace]?.actors[place.actor]?.database = database }
    if namespaces[place.namespace]?.actors[place.actor]?.failingOperation == operation {
      namespaces[place.namespace]?.actors[place.actor]?.failingOperation = nil
      throw .injected
    }
    return try body(&database)
  }
}

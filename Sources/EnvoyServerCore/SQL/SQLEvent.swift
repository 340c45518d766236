import BareJSON

/// What happened to SQL that is run here, or to the session that runs it.
public enum SQLEvent: Hashable, Sendable {
  /// A request was refused before it ran, or its actor or database was gone before its end.
  case refused(_ request: String, why: String)

  /// A request has its turn, over the pages of a head.
  case began(task: UInt64, SQLSessionID, _ request: String, headTxid: UInt64)

  /// What it changed is committed.
  case committed(
    task: UInt64, SQLSessionID, txid: UInt64, dirtyPageCount: Int, pageCount: UInt32)

  /// It is answered with its result.
  case answered(task: UInt64, SQLSessionID, isInTransaction: Bool)

  /// It is answered with SQLite's failure.
  case failed(task: UInt64, SQLSessionID, why: String)

  /// A session is gone, and what was open in it is rolled back.
  case ended(SQLSessionID, why: String)

  /// A result came whose session was gone; nothing of it was done.
  case discarded(task: UInt64, SQLSessionID)
}

extension SQLEvent {
  /// The event for people and programs.
  var members: [(String, JSONValue)] {
    switch self {
    case .refused(let request, let why):
      what("refused", [("request", .string(request)), ("why", .string(why))])
    case .began(let task, let session, let request, let head):
      what(
        "began", task, session,
        [("request", .string(request)), ("headTxid", .string("\(head)"))])
    case .committed(let task, let session, let txid, let dirtyPageCount, let pageCount):
      what(
        "committed", task, session,
        [
          ("txid", .string("\(txid)")), ("dirtyPageCount", .number(JSONNumber(dirtyPageCount))),
          ("pageCount", .number(JSONNumber(pageCount))),
        ])
    case .answered(let task, let session, let isInTransaction):
      what("answered", task, session, [("isInTransaction", .bool(isInTransaction))])
    case .failed(let task, let session, let why):
      what("failed", task, session, [("why", .string(why))])
    case .ended(let session, let why):
      what("ended", [("session", .string("\(session)")), ("why", .string(why))])
    case .discarded(let task, let session): what("discarded", task, session)
    }
  }

  private func what(
    _ name: String, _ task: UInt64, _ session: SQLSessionID, _ more: [(String, JSONValue)] = []
  ) -> [(String, JSONValue)] {
    what(name, [("task", .string("\(task)")), ("session", .string("\(session)"))] + more)
  }

  private func what(
    _ name: String, _ more: [(String, JSONValue)]
  ) -> [(String, JSONValue)] {
    [("what", .string(name))] + more
  }
}

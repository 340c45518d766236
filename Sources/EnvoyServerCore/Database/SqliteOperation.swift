/// A command about an actor's database, by the name that texts call it.
public enum SqliteOperation: String, CaseIterable, Hashable, Sendable {
  /// Reads pages.
  case getPages = "get_pages"

  /// Writes a transaction in one message.
  case commit

  /// Begins a transaction in stages.
  case commitStageBegin = "commit_stage_begin"

  /// Writes a piece of it.
  case commitStage = "commit_stage"

  /// Makes its pages current.
  case commitFinalize = "commit_finalize"
}

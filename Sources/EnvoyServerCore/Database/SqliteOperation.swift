/// A command about an actor's database, by the name that texts call it.
public enum SqliteOperation: String, CaseIterable, Hashable, Sendable {
  case getPages = "get_pages"
  case commit
  case commitStageBegin = "commit_stage_begin"
  case commitStage = "commit_stage"
  case commitFinalize = "commit_finalize"
}

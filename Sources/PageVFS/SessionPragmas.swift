/// The settings of a session, and those that may not change in it.
enum SessionPragmas {
  /// What every session starts with.
  static func sql(spillsCache: Bool) -> String {
    """
    PRAGMA page_size = \(pageByteCount);
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = NORMAL;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_spill = \(spillsCache ? "ON" : "OFF");
    """
  }

  /// Why a pragma is refused, nil where it may be.
  static func refusal(of name: String, _ value: String?) -> String? {
    guard let value = value?.lowercased() else { return nil }
    switch name.lowercased() {
    case "journal_mode" where value != "memory":
      // A log would take commits that the store never sees, and no journal is no rollback.
      return "journal_mode is MEMORY here: a commit is one step of the store"
    case "synchronous" where !["1", "2", "3", "normal", "full", "extra", "on"].contains(value):
      return "synchronous is NORMAL or more here: without a sync there is no commit"
    case "page_size" where value != String(pageByteCount):
      return "pages have \(pageByteCount) bytes here"
    default:
      return nil
    }
  }
}

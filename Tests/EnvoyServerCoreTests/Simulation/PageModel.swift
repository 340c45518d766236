/// What a database has to hold: a list of commits, replayed. Pages are told apart by stamps, each
/// of which is written once. It knows nothing of the store that it judges.
struct PageModel {
  struct Commit {
    let txid: UInt64
    let pages: [(number: UInt32, stamp: UInt64)]
    let size: UInt32
  }

  private(set) var commits: [Commit] = []
  private(set) var head: UInt64 = 0
  private(set) var size: UInt32 = 0
  private(set) var pages: [UInt32: UInt64] = [:]

  /// The generation that may commit; 0 before the first start.
  var generation: UInt64 = 0

  mutating func append(_ commit: Commit) {
    commits.append(commit)
    apply(commit)
  }

  /// The same, from the list alone.
  func replayed() -> PageModel {
    var model = PageModel()
    model.generation = generation
    for commit in commits { model.append(commit) }
    return model
  }

  private mutating func apply(_ commit: Commit) {
    head = commit.txid
    size = commit.size
    pages = pages.filter { $0.key <= commit.size }
    for page in commit.pages where page.number <= commit.size { pages[page.number] = page.stamp }
  }
}

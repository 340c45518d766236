import PageLayout

/// A store of one actor that answers plans, and can crash before any change.
struct MemoryStore {
  private(set) var values: StoredValues = [:]

  /// How many changes are made before it crashes; nil for all.
  var changesLeft: Int?

  struct Crash: Error {}

  func read(_ requests: [KVRequest]) -> StoredValues {
    var found: StoredValues = [:]
    for case .get(let keys) in requests {
      precondition(keys.count <= 128)
      for key in keys { found[key] = values[key] }
    }
    return found
  }

  mutating func run(_ plan: some ChangePlan) throws(Crash) {
    try run(plan.changes(read(plan.fetch)))
  }

  mutating func run(_ requests: [KVRequest]) throws(Crash) {
    for request in requests {
      if changesLeft == 0 { throw Crash() }
      changesLeft? -= 1
      switch request {
      case .get: break
      case .put(let pairs): for pair in pairs { values[pair.key] = pair.value }
      case .delete(let keys): for key in keys { values[key] = nil }
      case .deleteRange(let range): values = values.filter { !range.contains($0.key) }
      }
    }
  }

  /// The size of a file; nil where it is not there.
  func byteCount(of file: FileTag) -> UInt64? {
    values[file.metaKey].flatMap { try? FileMeta(decoding: $0) }?.byteCount
  }

  /// All of a file.
  func content(of file: FileTag = .main) -> [UInt8]? {
    guard let byteCount = byteCount(of: file) else { return nil }
    let plan = PagePlan(file).read(offset: 0, byteCount: Int(byteCount), of: byteCount)
    return plan.assembled(read(plan.fetch))
  }

  /// What whoever opens the database does first.
  mutating func recover(_ options: PlanOptions) throws {
    guard let journal = content(of: .journal) else { return }
    let recovery = try JournalRecovery(
      journal: journal, mainByteCount: byteCount(of: .main) ?? 0, options: options)
    try run(recovery.changes)
  }

  /// A store with a database.
  static func holding(_ database: [UInt8]) throws -> MemoryStore {
    var store = MemoryStore()
    try store.run([.put(try ImportedDatabase.exported(database))])
    return store
  }

  var pairs: [KVPair] { values.map { KVPair(key: $0.key, value: $0.value) } }
}

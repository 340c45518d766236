import PageVFS
public import SQLiteLibrary

/// A database that is run for somebody else: requests come one by one, and a transaction may span
/// several of them.
///
/// One thread at a time may run something or close it; any thread may stop it.
///
/// Unchecked: that is the promise of whoever uses it.
public final class SQLRunSession: @unchecked Sendable {
  /// What a request came to.
  public struct Outcome: Hashable, Sendable {
    /// The results: one, but for a batch, which has one a statement.
    public let result: Result<[SQLRunResult], SQLRunFailure>

    /// What is committed, all in one; nil for nothing. A script that failed may have changed
    /// something before.
    public let change: PageChange?

    /// Whether a transaction is open now.
    public let isInTransaction: Bool
  }

  /// The longest text, blob or row in bytes: what fits twice into a message of 32 MiB. Each may be
  /// in memory several times while it is made.
  private static let valueByteCount: Int32 = 16_777_216

  /// More pages than any database has, which older libraries take for a number too.
  private static let maximumPageCount: UInt64 = 1_073_741_823

  private let libraryFiles: [String]
  private let meter = SQLiteMeter()
  private var open: (handle: PageDatabaseHandle, collector: PageCollector)?
  private var pageLimit: UInt64 = 0

  /// A session that has run nothing.
  ///
  /// - Parameter libraryFiles: where SQLite is looked for with each database that is opened; all
  ///   that is run fails, and says what to install, where it is not found.
  public init(libraryFiles: [String] = SQLiteLibrary.usualFiles) {
    self.libraryFiles = libraryFiles
  }

  /// Ends what runs, which is then undone, and all that follows, for good; from any thread.
  public func stop() { meter.stop() }

  /// Runs a request.
  ///
  /// - Parameters:
  ///   - image: the pages; while a transaction is open, those of the request before with what it
  ///     committed.
  ///   - reloads: whether they are others than this session left them.
  public func run(
    _ run: SQLRun, over image: PageImage, reloads: Bool, rules: SQLRunRules
  ) -> Outcome {
    do throws(SQLRunFailure) {
      let (handle, collector) = try opened(over: image, reloads: reloads)
      let runner = SQLRunner(connection: handle.connection, meter: meter, rules: rules)
      let result: Result<[SQLRunResult], SQLRunFailure> = Result { () throws(SQLRunFailure) in
        try prepare(handle.connection, rules)
        switch run {
        case .exec(let sql): return [try runner.exec(sql)]
        case .execute(let statement): return [try runner.execute(statement)]
        case .batch(let statements): return try runner.batch(statements)
        }
      }
      return Outcome(
        result: result, change: collector.change, isInTransaction: handle.isInTransaction)
    } catch {
      return Outcome(result: .failure(error), change: nil, isInTransaction: false)
    }
  }

  /// Gives the database up; what is not committed is undone.
  public func close() {
    if let handle = open?.handle { try? handle.close() }
    open = nil
  }

  private func opened(
    over image: PageImage, reloads: Bool
  ) throws(SQLRunFailure) -> (PageDatabaseHandle, PageCollector) {
    if reloads { close() }
    if let open {
      open.collector.begin(over: image)
      return open
    }
    let library: SQLiteLibrary
    do throws(SQLiteLibraryFailure) {
      library = try SQLiteLibrary(files: libraryFiles)
    } catch {
      throw SQLRunFailure("SQL cannot be run here: \(error)")
    }
    let collector = PageCollector(image)
    do throws(PageDatabaseFailure) {
      var options = PageDatabaseOptions()
      // The pages are in memory as it is.
      options.cachedPageLimit = 0
      // Each session has a file system of its own, so that sessions share nothing.
      let handle = try PageVFS(library: library)
        .open("database", store: CollectingStore(collector), options: options)
      open = (handle, collector)
      pageLimit = 0
      return (handle, collector)
    } catch {
      throw SQLRunFailure("cannot open the database: \(error.message)")
    }
  }

  private func prepare(
    _ connection: SQLiteConnection, _ rules: SQLRunRules
  ) throws(SQLRunFailure) {
    let limit = min(max(rules.storageByteCount / UInt64(pageByteCount), 1), Self.maximumPageCount)
    do throws(SQLiteFailure) {
      try connection.setMeter(nil)
      if limit != pageLimit {
        try connection.setConfined(false)
        try connection.execute("PRAGMA max_page_count = \(limit)")
        try connection.setConfined(true)
        try connection.setLimit(.valueByteCount, to: Self.valueByteCount)
        try connection.setLimit(.attachedDatabaseCount, to: 1)
        pageLimit = limit
      }
      meter.begin(stepCount: rules.stepCount)
      try connection.setMeter(meter)
    } catch {
      throw SQLRunFailure("cannot open the database: \(error.message)")
    }
  }
}

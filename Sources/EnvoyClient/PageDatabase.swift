public import BareRuntime
public import EnvoyProtocol
import LTX

/// A database whose pages are on a server, over the five commands: which of them a transaction
/// takes, and what it knows by their replies. It sends nothing itself.
public struct PageDatabase: Sendable {
  /// A page and what it is to hold.
  public struct Page: Hashable, Sendable {
    /// From 1.
    public let number: UInt32

    /// 4096 bytes.
    public let bytes: Bytes

    /// A page.
    public init(number: UInt32, bytes: Bytes) {
      self.number = number
      self.bytes = bytes
    }
  }

  /// What comes next in a transaction.
  public enum Step: Hashable, Sendable {
    /// Send these in order; only the reply to the last decides, the others are not waited for.
    case requests([SqliteRequest])

    /// It is committed.
    case committed
  }

  /// What a transaction awaits.
  private enum Awaiting: Sendable {
    case nothing
    case commit(Transaction)
    case begin(Transaction)
    case finalize(Transaction)
  }

  private struct Transaction: Sendable {
    let pages: [Page]
    let pageCount: UInt32
    let nowMilliseconds: Int64
  }

  /// The actor that it belongs to.
  public let actorID: String

  /// The last transaction that was committed.
  public private(set) var headTransactionID: UInt64

  /// Its size in pages.
  public private(set) var pageCount: UInt32

  /// Why it does nothing more; nil as long as it works (`SQL-8.5`).
  public private(set) var failure: ClientFailure?

  private var generation: UInt64
  private var maximumDeltaByteCount: UInt64
  private var awaiting = Awaiting.nothing

  /// What an actor's start says of its database.
  public init(actorID: String, startup: Envoy.V2.SqliteStartupData) {
    self.actorID = actorID
    generation = startup.generation
    headTransactionID = startup.meta.headTxid
    pageCount = startup.meta.dbSizePages
    maximumDeltaByteCount = startup.meta.maxDeltaBytes
  }

  /// The request that reads pages.
  ///
  /// - Throws: ``ClientFailure`` of kind `dead`.
  public func read(_ pageNumbers: [UInt32]) throws(ClientFailure) -> SqliteRequest {
    try checkIsAlive()
    return .getPages(.init(actorId: actorID, generation: generation, pgnos: pageNumbers))
  }

  /// Begins a transaction (`SQL-8.3`).
  ///
  /// - Throws: ``ClientFailure`` of kind `dead`.
  public mutating func write(
    _ pages: [Page], pageCount: UInt32, at nowMilliseconds: Int64
  ) throws(ClientFailure) -> Step {
    try checkIsAlive()
    let transaction = Transaction(
      pages: pages, pageCount: pageCount, nowMilliseconds: nowMilliseconds)
    let byteCount = pages.reduce(0) { $0 + UInt64($1.bytes.count) }
    return byteCount <= maximumDeltaByteCount ? commit(transaction) : begin(transaction)
  }

  /// Takes the reply to the request that was waited for.
  ///
  /// - Throws: the failure, after which the database is dead.
  public mutating func take(
    _ result: Result<SqliteReply, ClientFailure>
  ) throws(ClientFailure) -> Step {
    do throws(ClientFailure) {
      switch (awaiting, result) {
      case (.commit(let transaction), .failure(let failure)) where failure.kind == .tooLarge:
        return begin(transaction)
      case (.begin, .failure(let failure)):
        // Until it is finalized, nothing of a stage counts.
        throw failure.claiming(isDefinite: true)
      case (_, .failure(let failure)): throw failure
      case (.commit(let transaction), .success(.committed(let ok))):
        return adopt(ok.meta, head: ok.newHeadTxid, of: transaction)
      case (.begin(let transaction), .success(.begun(let ok))):
        return try stage(transaction, under: ok.txid)
      case (.finalize(let transaction), .success(.finalized(let ok))):
        return adopt(ok.meta, head: ok.newHeadTxid, of: transaction)
      case (_, .success): throw ClientFailure.otherKind
      }
    } catch {
      die(of: error)
      throw error
    }
  }

  /// A failure outside of a transaction, as of a read, after which it does nothing more.
  public mutating func die(of failure: ClientFailure) {
    if self.failure == nil { self.failure = failure }
    awaiting = .nothing
  }

  private func checkIsAlive() throws(ClientFailure) {
    guard let failure else { return }
    throw ClientFailure(
      .dead, code: failure.code, isDefinite: true,
      "the database met a failure before, and has to be opened anew: \(failure.message)")
  }

  private mutating func commit(_ transaction: Transaction) -> Step {
    awaiting = .commit(transaction)
    return .requests([
      .commit(
        .init(
          actorId: actorID, generation: generation, expectedHeadTxid: headTransactionID,
          dirtyPages: transaction.pages.map { .init(pgno: $0.number, bytes: $0.bytes) },
          newDbSizePages: transaction.pageCount))
    ])
  }

  private mutating func begin(_ transaction: Transaction) -> Step {
    awaiting = .begin(transaction)
    return .requests([.stageBegin(.init(actorId: actorID, generation: generation))])
  }

  private mutating func stage(
    _ transaction: Transaction, under transactionID: UInt64
  ) throws(ClientFailure) -> Step {
    let blob = try Self.blob(transaction, transactionID)
    let pieceByteCount = max(1, Int(clamping: maximumDeltaByteCount))
    var requests: [SqliteRequest] = []
    var start = 0
    while start < blob.count {
      let end = min(blob.count, start + pieceByteCount)
      requests.append(
        .stage(
          .init(
            actorId: actorID, generation: generation, txid: transactionID,
            chunkIdx: UInt32(requests.count), bytes: blob.slice(start..<end),
            isLast: end == blob.count)))
      start = end
    }
    requests.append(
      .finalize(
        .init(
          actorId: actorID, generation: generation, expectedHeadTxid: headTransactionID,
          txid: transactionID, newDbSizePages: transaction.pageCount)))
    awaiting = .finalize(transaction)
    return .requests(requests)
  }

  private static func blob(
    _ transaction: Transaction, _ transactionID: UInt64
  ) throws(ClientFailure) -> Bytes {
    do {
      let file = try LTXFile(
        header: LTXHeader(
          transactionID: transactionID, databasePageCount: transaction.pageCount,
          timestampMilliseconds: transaction.nowMilliseconds),
        pages: transaction.pages.map { LTXPage(number: $0.number, bytes: Array($0.bytes)) })
      return try Bytes(file.encoded())
    } catch {
      throw ClientFailure(.error, isDefinite: true, "these pages cannot be staged: \(error)")
    }
  }

  /// What the end of a transaction says; the size is that of the request (`SQL-8.4`).
  private mutating func adopt(
    _ meta: Envoy.V2.SqliteMeta, head: UInt64, of transaction: Transaction
  ) -> Step {
    generation = meta.generation
    headTransactionID = head
    maximumDeltaByteCount = meta.maxDeltaBytes
    pageCount = transaction.pageCount
    awaiting = .nothing
    return .committed
  }
}

/// An actor's pages as of a commit. A copy costs nothing, and later commits do not change it.
///
/// Two are the same if they are of one commit of one actor, whose pages can only be the same.
public struct SQLSnapshot: Sendable {
  /// The actor.
  public let place: ActorPlace

  /// The generation of the database.
  public let generation: UInt64

  /// The last committed transaction; 0 for none.
  public let headTxid: UInt64

  /// The size in pages.
  public let pageCount: UInt32

  private let table: PageTable

  /// The pages as they are now; nil stands for a database that was never opened.
  init(_ place: ActorPlace, _ database: SqliteDatabase?) {
    self.place = place
    generation = database?.generation ?? 1
    headTxid = database?.headTxid ?? 0
    pageCount = database?.pageCount ?? 0
    table = database?.table ?? PageTable()
  }

  /// The 4096 bytes of a page, from 1 on; nil for one that was never written or lies behind the
  /// end.
  public func page(_ number: UInt32) -> [UInt8]? {
    number > 0 && number <= pageCount ? table[number]?.bytes : nil
  }
}

extension SQLSnapshot: Hashable {
  public static func == (left: SQLSnapshot, right: SQLSnapshot) -> Bool {
    left.place == right.place && left.generation == right.generation
      && left.headTxid == right.headTxid && left.pageCount == right.pageCount
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(place)
    hasher.combine(generation)
    hasher.combine(headTxid)
    hasher.combine(pageCount)
  }
}

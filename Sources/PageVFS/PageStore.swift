public import BareRuntime

/// Where the pages of one database are. Pages have 4096 bytes and count from 1.
///
/// Calls come one at a time, each from the thread that runs the query.
public protocol PageStore: AnyObject {
  /// Size in pages as the last commit left it; asked for once, when the database is opened.
  var pageCount: UInt32 { get }

  /// The pages, in the order of the numbers; nil for one that was never written.
  func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?]

  /// Makes pages current and the size this, all in one step or not at all.
  ///
  /// - Parameters:
  ///   - pages: what differs, in rising order and none above `pageCount`.
  ///   - pageCount: the size in pages; what lies beyond is dropped.
  func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure)

  /// Gives it up; what is under way is waited for. Idempotent.
  func close()
}

/// The bytes of a page.
public let pageByteCount = 4096

/// Why a store did not do something.
public struct PageStoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kinds there are.
  public enum Kind: String, Hashable, Sendable {
    /// It was answered with an error.
    case refused

    /// Somebody else writes the database now.
    case fenced

    /// It is larger than the store takes at once.
    case tooLarge = "too-large"

    /// There is no connection to it, or it was closed.
    case closed

    /// No answer came in time.
    case timeout

    /// The answer makes no sense.
    case `protocol`
  }

  /// What kind it is.
  public let kind: Kind

  /// Whether it surely was not done.
  public let isDefinite: Bool

  /// Whether the store is dead for good, so that only opening anew helps.
  public let isFatal: Bool

  /// What happened, for people.
  public let message: String

  /// A failure.
  public init(_ kind: Kind, isDefinite: Bool, isFatal: Bool, _ message: String) {
    self.kind = kind
    self.isDefinite = isDefinite
    self.isFatal = isFatal
    self.message = message
  }

  public var description: String { message }
}

import BareRuntime
import PageVFS

/// Pages that are read from an image, and commits that are kept until someone takes them, all in
/// one.
///
/// Unchecked: SQLite calls only while a session runs something, and takes turns with it.
final class PageCollector: @unchecked Sendable {
  private var image: PageImage
  private var pages: [UInt32: Bytes] = [:]
  private var hasCommitted = false

  /// The size as the last commit left it.
  private(set) var pageCount: UInt32

  /// Up to where the image's pages are still there: commits that shrink take the others away, and
  /// they do not come back when it grows again.
  private var keptPageCount: UInt32

  init(_ image: PageImage) {
    self.image = image
    pageCount = image.pageCount
    keptPageCount = image.pageCount
  }

  /// Goes on over another image.
  func begin(over image: PageImage) {
    self.image = image
    pageCount = image.pageCount
    keptPageCount = image.pageCount
    pages = [:]
    hasCommitted = false
  }

  func read(_ number: UInt32) -> Bytes? {
    if let page = pages[number] { return page }
    guard number <= keptPageCount else { return nil }
    return image.page(number).flatMap { try? Bytes($0) }
  }

  func commit(_ changed: [(number: UInt32, bytes: Bytes)], pageCount: UInt32) {
    hasCommitted = true
    if pageCount < self.pageCount { pages = pages.filter { $0.key <= pageCount } }
    keptPageCount = min(keptPageCount, pageCount)
    for page in changed { pages[page.number] = page.bytes }
    self.pageCount = pageCount
  }

  /// What was committed since the image; nil for nothing.
  var change: PageChange? {
    guard hasCommitted else { return nil }
    var changed = pages.mapValues { [UInt8]($0) }
    // What was cut off and grew again is zeros, whatever the image has there.
    var number = keptPageCount
    while number < min(image.pageCount, pageCount) {
      number += 1
      if changed[number] == nil { changed[number] = [UInt8](repeating: 0, count: pageByteCount) }
    }
    return PageChange(pages: changed, pageCount: pageCount)
  }
}

/// One opening of a collector.
final class CollectingStore: PageStore {
  private let collector: PageCollector

  init(_ collector: PageCollector) { self.collector = collector }

  var pageCount: UInt32 { collector.pageCount }

  func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    pageNumbers.map { collector.read($0) }
  }

  func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure) {
    collector.commit(pages, pageCount: pageCount)
  }

  func close() {}
}

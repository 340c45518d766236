/// The pages of a database as they are at one moment, looked up one by one.
public struct PageImage: Sendable {
  /// The size in pages.
  public let pageCount: UInt32

  /// The 4096 bytes of a page, which count from 1; nil for one that was never written.
  public let page: @Sendable (_ number: UInt32) -> [UInt8]?

  /// An image.
  public init(pageCount: UInt32, page: @escaping @Sendable (_ number: UInt32) -> [UInt8]?) {
    self.pageCount = pageCount
    self.page = page
  }
}

/// What became of an image: pages that are others now, and the size.
public struct PageChange: Hashable, Sendable {
  /// The pages by number, each of 4096 bytes, none above the size.
  public let pages: [UInt32: [UInt8]]

  /// The size in pages.
  public let pageCount: UInt32

  /// A change.
  public init(pages: [UInt32: [UInt8]], pageCount: UInt32) {
    self.pages = pages
    self.pageCount = pageCount
  }
}

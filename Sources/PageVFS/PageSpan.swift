import BareRuntime

/// The part of a range of a file that is in one page.
struct PageSpan {
  /// The page, which count from 1.
  let number: UInt32

  /// The bytes within the page.
  let inPage: Range<Int>

  /// The bytes within the range.
  let target: Range<Int>

  /// What SQLite's page numbers reach.
  static let maximumByteCount = Int64(UInt32.max - 1) * Int64(pageByteCount)

  /// The pages that hold bytes, where there may be less in the last.
  static func pageCount(of byteCount: Int64) -> UInt32 {
    let size = Int64(pageByteCount)
    return UInt32(clamping: byteCount / size + (byteCount % size == 0 ? 0 : 1))
  }

  /// The parts of a range, in order.
  static func all(of range: Range<Int64>) -> [PageSpan] {
    let size = Int64(pageByteCount)
    var spans: [PageSpan] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let page = start / size
      let end = min((page + 1) * size, range.upperBound)
      spans.append(
        PageSpan(
          number: UInt32(clamping: page + 1),
          inPage: Int(start - page * size)..<Int(end - page * size),
          target: Int(start - range.lowerBound)..<Int(end - range.lowerBound)))
      start = end
    }
    return spans
  }
}

extension Bytes {
  /// A page, not copied.
  init(page: [UInt8]) {
    assert(page.count == pageByteCount)
    self = (try? Bytes(page)) ?? Bytes()
  }
}

import Digest
import EnvoyConformance
import LTX
import Testing

/// The blobs that the documents give.
struct LTXVectorTests {
  private static func constant(_ number: UInt32, _ byte: UInt8) -> LTXPage {
    LTXPage(number: number, bytes: [UInt8](repeating: byte, count: 4096))
  }

  private static func file(
    _ txid: UInt64, _ pageCount: UInt32, at time: Int64, _ pages: [LTXPage]
  ) throws -> LTXFile {
    try LTXFile(
      header: LTXHeader(
        transactionID: txid, databasePageCount: pageCount, timestampMilliseconds: time),
      pages: pages)
  }

  @Test("a blob without pages has 131 bytes, each as documented")
  func empty() throws {
    let file = try Self.file(1, 0, at: 0, [])
    let head: [UInt8] =
      Array("LTX1".utf8) + [0, 0, 0, 2, 0, 0, 16, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 1]
      + [0, 0, 0, 0, 0, 0, 0, 1]
    let zeros = { [UInt8](repeating: 0, count: $0) }
    let expected = head + zeros(68) + zeros(6) + [0] + [0, 0, 0, 0, 0, 0, 0, 1] + zeros(16)
    #expect(expected.count == 131)
    #expect(file.encoded() == expected)
    #expect(try LTXFile(decoding: expected) == file)
  }

  @Test("one page of one byte is the documented blob, down to its frame and index")
  func onePage() throws {
    let file = try Self.file(1, 1, at: 1000, [Self.constant(1, 0x11)])
    let blob = file.encoded()
    #expect(blob.count == 170)
    #expect(
      SHA256.hex(of: blob) == "48e8036a83c5407a02caa843655ffad629af38548651ad1a6d211201f602f5f3")
    #expect(Array(blob[100..<114]) == [0, 0, 0, 1, 0, 1, 0, 0, 0, 0x1a, 0x1f, 0x11, 1, 0])
    #expect(Array(blob[142..<146]) == [1, 0x64, 0x24, 0])
    #expect(try LTXFile(decoding: blob) == file)
  }

  @Test("three pages are the documented blob, in whatever order they are given")
  func threePages() throws {
    let pages = [
      Self.constant(129, 0x81), Self.constant(1, 0x11), Self.constant(65, 0x65),
    ]
    let file = try Self.file(7, 130, at: 1_713_456_789_000, pages)
    let blob = file.encoded()
    #expect(blob.count == 251)
    #expect(
      SHA256.hex(of: blob) == "0a86c73a04ee945a1202aef21698abc06e7c79944453a87d8633dfc36e24d5d4")
    let decoded = try LTXFile(decoding: blob)
    #expect(decoded.pages.map(\.number) == [1, 65, 129])
    #expect(decoded.header == file.header)
  }

  @Test("a page in one run of literals reads as the page that was compressed")
  func literals() throws {
    let page = Self.constant(1, 0x11)
    let block: [UInt8] = [0xf0] + [UInt8](repeating: 0xff, count: 16) + [1] + page.bytes
    let compressed = try Self.file(1, 1, at: 1000, [page]).encoded()
    let frame: [UInt8] = [0, 0, 0, 1, 0, 1, 0, 0, 0x10, 0x12] + block
    // The frame has 4124 bytes: 9c20 as a varint.
    let index: [UInt8] = [1, 100, 0x9c, 0x20, 0]
    let blob =
      Array(compressed[..<100]) + frame + [UInt8](repeating: 0, count: 6) + index
      + [0, 0, 0, 0, 0, 0, 0, 5] + [UInt8](repeating: 0, count: 16)
    #expect(blob.count == 4259)
    #expect(
      SHA256.hex(of: blob) == "4b4d4bd4ead4c55856ce09dd4238de0087ec96000b024ac0d1627f90196b8a40")
    #expect(try LTXFile(decoding: blob).pages == [page])
  }
}

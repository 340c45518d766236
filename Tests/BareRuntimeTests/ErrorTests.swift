import BareRuntime
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("the path names every part from the message to the failure")
  func paths() {
    for (hex, kind, byteOffset, path) in Self.failures {
      let error = refusal(of: hexBytes(hex), as: Root.self)
      #expect(error?.kind == kind, "\(hex)")
      #expect(error?.byteOffset == byteOffset, "\(hex)")
      #expect(error?.pathText == path, "\(hex)")
    }
  }

  @Test("a value without an encoding is told by its path, and by no byte")
  func values() {
    let cases: [(Root, String, String)] = [
      (Root(field: [Entry(), Entry(key: [1])]), "Root.field[1].key", "expected 2 bytes, met 1"),
      (Root(field: [Entry(key: [])]), "Root.field[0].key", "expected 2 bytes, met 0"),
      (Root(field: [Entry(pair: [1, 2, 3])]), "Root.field[0].pair", "expected 2 elements, met 3"),
      (Root(field: [Entry(pair: [])]), "Root.field[0].pair", "expected 2 elements, met 0"),
    ]
    for (root, path, reason) in cases {
      let error = refusal(of: root)
      #expect(error?.errorClass == .value)
      #expect(error?.byteOffset == nil)
      #expect(error?.pathText == path)
      #expect(error?.reason == reason)
      #expect(error?.description == "\(reason), in \(path)")
    }
  }

  @Test("each kind is of one class, and says what was expected and met")
  func kinds() {
    for (kind, errorClass, reason) in Self.kinds {
      let error = BareError(kind, byteOffset: 7)
      #expect(error.errorClass == errorClass)
      #expect(error.reason == reason)
      #expect(error.description == reason + ", at byte 7")
      #expect(error.inside(.name("A")).description == reason + ", at byte 7, in A")
    }
  }

  @Test("classes have the names that vectors use")
  func classes() {
    #expect(
      BareErrorClass.allCases.map(\.rawValue) == [
        "truncated", "trailing", "varint-overflow", "varint-noncanonical", "bool", "optional",
        "enum", "union-tag", "utf8", "duplicate-key", "length-limit", "version", "value",
      ])
    #expect(Set(Self.kinds.map(\.1)) == Set(BareErrorClass.allCases))
  }

  @Test("paths are read outermost first")
  func pathText() {
    let error = BareError(.utf8).inside(.name("c")).inside(.index(3)).inside(.name("B"))
      .inside(.index(0)).inside(.name("A"))
    #expect(error.pathText == "A[0].B[3].c")
    #expect(error.path.first == .name("A"))
    #expect(error.path.last == .name("c"))
    #expect(BareError(.utf8).pathText == "")
  }

  @Test("errors are equal when they say the same of the same place")
  func equality() {
    let error = BareError(.bool(2), byteOffset: 1).inside(.index(1))
    #expect(error == BareError(.bool(2), byteOffset: 1).inside(.index(1)))
    #expect(error != BareError(.bool(3), byteOffset: 1).inside(.index(1)))
    #expect(error != BareError(.bool(2), byteOffset: 2).inside(.index(1)))
    #expect(error != BareError(.bool(2), byteOffset: 1).inside(.index(2)))
    #expect(error != BareError(.bool(2), byteOffset: 1))
  }

  /// Messages of `Root`, with what is wrong at which byte of which part.
  static let failures: [(String, BareError.Kind, Int, String)] = [
    ("02", .bool(2), 0, "Root.flag"),
    ("01 8000", .varintNoncanonical, 1, "Root.field"),
    (
      "01 02 0102030004",
      .truncatedCount(count: 2, minimumElementByteCount: 7, remainingByteCount: 5), 2, "Root.field"
    ),
    ("00 01 01020300040005", .unionTag(5), 8, "Root.field[0].choice"),
    ("00 01 010203000400ff01", .unionTag(255), 8, "Root.field[0].choice"),
    ("00 01 010203000400c80101ff", .utf8, 11, "Root.field[0].choice.text"),
    (
      "00 02 01020300040000 010203000400c901010007", .bool(7), 19,
      "Root.field[1].choice.flags[0].value"
    ),
    (
      "00 02 01020300040000 010203000400c9010200000000", .duplicateKey(firstIndex: 0), 20,
      "Root.field[1].choice.flags[1]"
    ),
    (
      "00 02 01020300040000 010203000400c90101ff",
      .truncatedCount(count: 1, minimumElementByteCount: 2, remainingByteCount: 1), 18,
      "Root.field[1].choice.flags"
    ),
    (
      "00 03 01020300040000 010203000400c80106616263646566 01020300",
      .truncatedCount(count: 2, minimumElementByteCount: 2, remainingByteCount: 2), 26,
      "Root.field[2].pair"
    ),
    ("00 01 01020300040000 00", .trailing(byteCount: 1), 9, ""),
  ]

  static let kinds: [(BareError.Kind, BareErrorClass, String)] = [
    (
      .truncated(expectedByteCount: 1, remainingByteCount: 0), .truncated,
      "the message ends early: expected 1 byte more, 0 left"
    ),
    (
      .truncatedCount(count: .max, minimumElementByteCount: 2, remainingByteCount: 3), .truncated,
      "the message ends early: 18446744073709551615 elements of at least 2 bytes each "
        + "do not fit into the 3 left"
    ),
    (.trailing(byteCount: 2), .trailing, "expected the end of the message, met 2 bytes more"),
    (.varintOverflow, .varintOverflow, "expected a varint of at most 64 bits, met a longer one"),
    (
      .varintNoncanonical, .varintNoncanonical,
      "expected the shortest form of a varint, met a longer one"
    ),
    (.bool(2), .bool, "expected 0 or 1 for a bool, met 2"),
    (.optional(255), .optional, "expected 0 or 1 before an optional, met 255"),
    (.enumNumber(9), .enum, "expected a number of the enum, met 9"),
    (.unionTag(9), .unionTag, "expected a tag of the union, met 9"),
    (.utf8, .utf8, "expected UTF-8, met bytes that are not"),
    (
      .duplicateKey(firstIndex: 4), .duplicateKey,
      "expected each key once, met the key of pair 4 again"
    ),
    (
      .lengthLimit(byteCount: 9, maximumByteCount: 8), .lengthLimit,
      "expected at most 8 bytes, met 9"
    ),
    (.version("no version 9"), .version, "no version 9"),
    (.value(expected: "four", met: "five"), .value, "expected four, met five"),
  ]
}

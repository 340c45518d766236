import BareDynamic
import BareRuntime
import Testing

@Suite("The first field in which two messages differ")
struct MessageDifferenceTests {
  private func difference(_ type: String, _ left: String, _ right: String) throws -> String? {
    let tested = try TypeUnderTest(type)
    let sides = try Bytes(hexBytes(left))
    let other = try Bytes(hexBytes(right))
    return try tested.codec.firstDifference(sides, other, as: tested.definition).map {
      "\($0.left.byteRange) \($0.left.pathText): \($0.left.meaningText()), "
        + "\($0.right.byteRange): \($0.right.meaningText())"
    }
  }

  @Test("the field is named with both values and where they stand")
  func table() throws {
    let cases = [
      ("struct { a: u8 b: u16 }", "01 0200", "01 0300", "1..<3 T.b: 2, 1..<3: 3"),
      ("struct { a: u8 b: u16 }", "01 0002", "01 0003", "1..<3 T.b: 512, 1..<3: 768"),
      ("str", "0161", "026162", "0..<2 T: \"a\", 0..<3: \"ab\""),
      ("str", "00", "0161", "0..<1 T: \"\", 0..<2: \"a\""),
      ("str", "026161", "026162", "1..<3 T: \"aa\", 1..<3: \"ab\""),
      ("uint", "8002", "8003", "0..<2 T: 256, 0..<2: 384"),
      ("optional<u8>", "00", "0101", "0..<1 T: absent, 0..<1: present"),
      ("union { u8 | str }", "0001", "0100", "0..<1 T: tag 0: u8, 0..<1: tag 1: str"),
      ("list<u8>", "03010203", "03010204", "3..<4 T[2]: 3, 3..<4: 4"),
      ("list<bool>", "00", "0101", "0..<1 T: 0 elements, 0..<1: 1 element"),
      ("map<u8><u8>", "010203", "010204", "2..<3 T[0].value: 3, 2..<3: 4"),
      ("enum { A B }", "00", "01", "0..<1 T: A = 0, 0..<1: B = 1"),
    ]
    for (type, left, right, expected) in cases {
      #expect(try difference(type, left, right) == expected, "\(type)")
    }
  }

  @Test("far behind the limits of annotations it is found all the same")
  func longMessages() throws {
    let zeros = String(repeating: "00", count: 300)
    #expect(
      try difference("list<bool>", "ad02" + zeros + "00", "ad02" + zeros + "01")
        == "302..<303 T[300]: false, 302..<303: true")
  }

  @Test("equal messages have no difference, and one that cannot be read is refused")
  func others() throws {
    #expect(try difference("u8", "01", "01") == nil)
    #expect(try difference("void", "", "") == nil)
    #expect(throws: BareError.self) { try difference("bool", "00", "02") }
    #expect(throws: BareError.self) { try difference("bool", "0000", "0000") }
  }
}

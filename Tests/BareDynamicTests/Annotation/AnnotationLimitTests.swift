import BareDynamic
import BareRuntime
import Testing

@Suite("Annotations of long messages")
struct AnnotationLimitTests {
  private let limit = AnnotatedMessage.maximumElementCount

  private func message(_ count: Int, _ element: [UInt8]) -> [UInt8] {
    var writer = BareWriter()
    writer.encodeUint(UInt64(count))
    return writer.bytes + (0..<count).flatMap { _ in element }
  }

  @Test("the elements beyond the limit are one annotation, and the bytes are all there")
  func elements() throws {
    let tested = try TypeUnderTest("list<struct { a: u8 b: str }>")
    let count = limit + 1_000
    let bytes = message(count, [1, 1, 0x41])
    #expect(try tested.annotationFaults(bytes) == [])
    let annotations = try tested.annotated(bytes).annotations
    #expect(annotations.count == 1 + 3 * limit + 1)
    let last = try #require(annotations.last)
    #expect(last.meaningText() == "[\(limit)] to [\(count - 1)], not shown")
    #expect(last.pathText == "T")
    #expect(try tested.annotationFaults(message(limit, [1, 0])) == [])
    #expect(
      try tested.annotated(message(limit + 1, [1, 0])).annotations.last?.meaningText()
        == "[\(limit)], not shown")
  }

  @Test("an element that cannot be read is told in full, behind those that are not shown")
  func failingElement() throws {
    let tested = try TypeUnderTest("list<struct { a: u8 b: bool }>")
    var bytes = message(limit + 10, [1, 1])
    bytes[bytes.count - 5] = 2
    #expect(try tested.annotationFaults(bytes) == [])
    let lines = try tested.lines(bytes).suffix(2)
    #expect(lines.first?.hasSuffix("| [\(limit)] to [\(limit + 6)], not shown") == true)
    #expect(lines.last?.hasSuffix("| T[\(limit + 7)].a | u8 | 1") == true)
  }

  @Test("pairs are folded as elements are, and a repeated key among them is found")
  func pairs() throws {
    let tested = try TypeUnderTest("map<u16><u8>")
    func pairs(_ keys: Range<Int>) -> [UInt8] {
      keys.flatMap { [UInt8($0 & 255), UInt8($0 >> 8), 7] }
    }
    let sound = [0x80 | 300 & 0x7f, 300 >> 7].map { UInt8($0) } + pairs(0..<300)
    #expect(try tested.annotationFaults(sound) == [])
    #expect(try tested.annotated(sound).annotations.count == 1 + 2 * limit + 1)
    var repeated = sound
    repeated.replaceSubrange((repeated.count - 3)..., with: [5, 0, 7])
    #expect(try tested.annotationFaults(repeated) == [])
    #expect(try tested.annotated(repeated).failure?.kind == .duplicateKey(firstIndex: 5))
  }

  @Test("a list of bytes is one line, however long")
  func bytes() throws {
    let tested = try TypeUnderTest("list<u8>")
    let bytes = message(100_000, [0])
    #expect(try tested.annotationFaults(bytes) == [])
    #expect(try tested.annotated(bytes).annotations.count == 2)
  }

  @Test("lists in lists end in one annotation for the rest, and the bytes are all there")
  func rest() throws {
    let tested = try TypeUnderTest("list<list<list<bool>>>")
    let bytes = message(50, message(50, message(50, [1])))
    #expect(try tested.annotationFaults(bytes) == [])
    let annotations = try tested.annotated(bytes).annotations
    #expect(annotations.count == AnnotatedMessage.maximumAnnotationCount + 1)
    #expect(annotations.last?.meaningText() == "more values, not shown")
    let cut = Array(bytes.dropLast())
    #expect(try tested.annotationFaults(cut) == [])
    let folding = message(100, message(100, message(100, [1])))
    #expect(try tested.annotationFaults(folding) == [])
  }
}

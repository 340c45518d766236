import BareRuntime
import Testing

@Suite("Maps on the wire")
struct MapTests {
  @Test("a map is its count and the pairs, in the order that they were given")
  func table() throws {
    let draft: BareMap<UInt32, String> = [0: "zero", 1: "one", 255: "two hundreds and fifty five"]
    let text = "74776f2068756e647265647320616e642066696674792066697665"
    var faults = codingFaults(
      of: draft, as: "03 00000000 047a65726f 01000000 036f6e65 ff000000 1b" + text)
    faults += codingFaults(of: [2: true, 1: false] as BareMap<UInt8, Bool>, as: "02 0201 0100")
    faults += codingFaults(of: BareMap<String, Bytes>(), as: "00")
    faults += codingFaults(of: [.buzz: [1]] as BareMap<Numbered, [UInt8]>, as: "01 8002 0101")
    faults += codingFaults(
      of: ["k": ["b": 2, "a": 1]] as BareMap<String, BareMap<String, UInt8>>,
      as: "01 016b 02 016202 016101")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("keys that Unicode calls equal and the wire does not are two keys")
  func equivalentKeys() throws {
    let bytes = hexBytes("02 02c3a9 01 0365cc81 02")
    let map = try BareMap<String, UInt8>(decoding: bytes)
    #expect(map.count == 2)
    #expect(map["é"] == 1)
    #expect(map["e\u{301}"] == 2)
    #expect(try map.encoded() == bytes)
    #expect(refusal(of: hexBytes("02 0365cc81 01 0365cc81 02"), as: type(of: map)) != nil)
  }

  @Test(
    "a repeated key is refused with the place of the first, among few keys and many",
    arguments: [1, 2, 31, 32, 33, 34, 100], [0, 1, 30, 31, 32, 33, 99])
  func repeatedKey(index: Int, first: Int) {
    guard first < index else { return }
    var keys = (0..<index).map { UInt16($0 * 3) }
    keys.append(UInt16(first * 3))
    keys += [1, 2]
    let message = [UInt8(keys.count)] + keys.flatMap { [UInt8($0 & 255), UInt8($0 >> 8), 7] }
    let error = refusal(of: message, as: BareMap<UInt16, UInt8>.self)
    #expect(error?.kind == .duplicateKey(firstIndex: first))
    #expect(error?.byteOffset == 1 + 3 * index)
    #expect(error?.path.dropFirst() == [.index(index)])
  }

  @Test("a key that is repeated twice is refused at its second place, before values are read")
  func firstFault() {
    let error = refusal(of: hexBytes("03 01 00 01 05 01 00"), as: BareMap<UInt8, Bool>.self)
    #expect(error?.kind == .duplicateKey(firstIndex: 0))
    #expect(error?.byteOffset == 3)
  }

  @Test("strings, data, bools and enums are compared as keys by their bytes")
  func keyTypes() {
    expectDuplicate("02 0161 00 0161 00", BareMap<String, UInt8>.self)
    expectDuplicate("02 00 00 00 00", BareMap<String, UInt8>.self)
    expectDuplicate("02 020102 00 020102 00", BareMap<Bytes, UInt8>.self)
    expectDuplicate("02 01 00 01 00", BareMap<Bool, UInt8>.self)
    expectDuplicate("02 8002 00 8002 00", BareMap<Numbered, UInt8>.self)
    expectDuplicate("02 ff 00 ff 00", BareMap<Int8, UInt8>.self)
  }

  @Test("a key or value that fails is named as such, with the index of its pair")
  func paths() {
    let type = BareMap<String, Bool>.self
    let key = refusal(of: hexBytes("02 016101 01ff01"), as: type)
    #expect(key?.kind == .utf8)
    #expect(key?.path.dropFirst() == [.index(1), .name("key")])
    let value = refusal(of: hexBytes("02 016101 016202"), as: type)
    #expect(value?.kind == .bool(2))
    #expect(value?.path.dropFirst() == [.index(1), .name("value")])
    #expect(value?.pathText.hasSuffix("[1].value") == true)
  }

  private func expectDuplicate(
    _ hex: String, _ type: (some BareDecodable).Type,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let kind = refusal(of: hexBytes(hex), as: type)?.kind
    #expect(kind == .duplicateKey(firstIndex: 0), sourceLocation: location)
  }
}

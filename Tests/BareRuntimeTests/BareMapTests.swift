import BareRuntime
import Testing

@Suite("Maps in Swift")
struct BareMapTests {
  @Test("pairs keep their order, and keys find their values")
  func order() throws {
    let map = try BareMap([(key: "b", value: 1), (key: "a", value: 2), (key: "", value: 3)])
    #expect(map.map(\.key) == ["b", "a", ""])
    #expect(map.map(\.value) == [1, 2, 3])
    #expect(map["a"] == 2)
    #expect(map["c"] == nil)
    #expect(map[2].value == 3)
    #expect(map.count == 3)
    #expect(map.first?.key == "b")
    #expect(map.last?.key == "")
  }

  @Test("setting replaces in place, adds at the end, and removes by nil")
  func setting() {
    var map: BareMap<String, Int> = ["b": 1, "a": 2]
    map["b"] = 7
    map["c"] = 3
    map["none"] = nil
    #expect(map.map(\.key) == ["b", "a", "c"])
    #expect(map["b"] == 7)
    map["a"] = nil
    #expect(map.map(\.key) == ["b", "c"])
    #expect(map["a"] == nil)
  }

  @Test("equivalent keys stay apart when set, removed or given at once")
  func equivalentKeys() throws {
    var map: BareMap<String, Int> = [:]
    map["é"] = 1
    map["e\u{301}"] = 2
    #expect(map.count == 2)
    map["é"] = nil
    #expect(map.map(\.value) == [2])
    #expect(try BareMap([(key: "é", value: 1), (key: "e\u{301}", value: 2)]).count == 2)
  }

  @Test("pairs with a key that stands twice are refused with both places")
  func repeated() {
    let error = #expect(throws: BareError.self) {
      try BareMap([(key: "x", value: 1), (key: "y", value: 2), (key: "x", value: 3)])
    }
    #expect(error?.kind == .duplicateKey(firstIndex: 0))
    #expect(error?.path == [.index(2)])
    #expect(error?.byteOffset == nil)
  }

  @Test("of a key that is written out twice the last value counts")
  func literal() {
    let map: BareMap<UInt8, Int> = [1: 10, 2: 20, 1: 30]
    #expect(map.map(\.key) == [1, 2])
    #expect(map[1] == 30)
  }

  @Test("maps are equal, and hash alike, when their pairs are in the same order")
  func equality() throws {
    let map: BareMap<UInt8, String> = [1: "a", 2: "b"]
    let same = try BareMap([(key: UInt8(1), value: "a"), (key: UInt8(2), value: "b")])
    #expect(map == same)
    #expect(Set([map, same]).count == 1)
    #expect(map != [2: "b", 1: "a"])
    #expect(map != [1: "a"])
    #expect(map != [1: "a", 2: "c"])
    #expect(BareMap<UInt8, String>() == [:])
  }
}

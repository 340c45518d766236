import BareJSON
import BareRuntime
import Testing

@Suite("JSON forms of optionals, lists and maps")
struct MappingContainerTests {
  @Test("an optional is null or the value, wrapped where the value may be null itself")
  func optionals() {
    var faults = mappingFaults(of: UInt8?.none, as: "null") + mappingFaults(of: UInt8?(7), as: "7")
    faults += mappingFaults(of: [UInt8?(1), nil], as: "[1,null]")
    faults += mappingFaults(of: UInt8??.none, as: "null")
    faults += mappingFaults(of: UInt8??.some(nil), as: #"{"some":null}"#)
    faults += mappingFaults(of: UInt8??.some(7), as: #"{"some":7}"#)
    faults += mappingFaults(of: UInt8???.some(.some(nil)), as: #"{"some":{"some":null}}"#)
    faults += mappingFaults(of: UInt8???.some(.some(7)), as: #"{"some":{"some":7}}"#)
    faults += mappingFaults(of: [String]?.some([]), as: "[]")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("an optional is wrapped only where it has to be")
  func wrongWrapping() throws {
    #expect(try refusal(of: #"{"some":7}"#, as: UInt8?.self) != nil)
    #expect(try refusal(of: "7", as: UInt8??.self)?.path.description == "/")
    #expect(try refusal(of: "{}", as: UInt8??.self)?.reason == "expected a field `some`, met none")
    let nested = try refusal(of: #"{"some":{"some":256}}"#, as: UInt8???.self)
    #expect(nested?.path.description == "/some/some")
    #expect(try refusal(of: #"{"some":7,"also":1}"#, as: UInt8??.self)?.path.description == "/also")
  }

  @Test("a list is an array")
  func lists() throws {
    let faults =
      mappingFaults(of: [UInt64](), as: "[]")
      + mappingFaults(of: [1, 2] as [UInt64], as: #"["1","2"]"#)
      + mappingFaults(of: [["a"], []], as: #"[["a"],[]]"#)
      + mappingFaults(of: [1, 2] as [UInt8], as: "[1,2]")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    #expect(try refusal(of: "[[1,2],[3,256]]", as: [[UInt8]].self)?.path.description == "[1][1]")
    #expect(try refusal(of: #""0102""#, as: [UInt8].self)?.expected == "an array")
    #expect(try refusal(of: "null", as: [UInt8].self) != nil)
  }

  @Test("a map is an array of pairs in the order of the wire")
  func maps() {
    let names: BareMap<String, UInt64> = ["b": 2, "a": 1]
    var faults = mappingFaults(of: names, as: #"[["b","2"],["a","1"]]"#)
    faults += mappingFaults(of: BareMap<UInt8, Bool>(), as: "[]")
    faults += mappingFaults(of: [7: true] as BareMap<UInt8, Bool>, as: "[[7,true]]")
    faults += mappingFaults(of: [[1]: nil] as BareMap<Bytes, String?>, as: #"[["01",null]]"#)
    faults += mappingFaults(of: [.green: [1]] as BareMap<Color, [UInt8]>, as: #"[["GREEN",[1]]]"#)
    let apart: BareMap<String, UInt8> = ["é": 1, "e\u{301}": 2]
    faults += mappingFaults(of: apart, as: "[[\"é\",1],[\"e\u{301}\",2]]")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a pair that is none, and a key or value that fails, is told by its place")
  func pairs() throws {
    let type = BareMap<UInt8, UInt8>.self
    for (text, path) in [
      ("{}", "/"), (#"{"1":2}"#, "/"), ("[[1,2],[3]]", "[1]"), ("[[1,2,3]]", "[0]"), ("[1]", "[0]"),
      ("[[256,1]]", "[0][0]"), ("[[1,1],[2,256]]", "[1][1]"),
    ] {
      #expect(try refusal(of: text, as: type)?.path.description == path, "\(text)")
    }
  }

  @Test("a key that stands twice is refused at its second pair, however it is spelled")
  func repeatedKeys() throws {
    let numbers = try refusal(of: #"[[1,1],[2,2],["1e0",3]]"#, as: BareMap<UInt8, UInt8>.self)
    #expect(numbers?.path.components.first == .index(2))
    let data = try refusal(of: #"[["ab",1],["AB",2]]"#, as: BareMap<Bytes, UInt8>.self)
    #expect(data?.expected == "each key once")
    #expect(data?.path.components.first == .index(1))
  }
}

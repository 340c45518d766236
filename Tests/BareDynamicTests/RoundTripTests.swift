import Testing

@Suite("Bytes, values and JSON")
struct RoundTripTests {
  @Test("values of every type come through bytes and JSON")
  func table() throws {
    var faults: [String] = []
    for (type, hex, json) in Self.values {
      faults += try TypeUnderTest(type).faults(hexBytes(hex), json)
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("named types have the bytes of what they name, and unions name their members by them")
  func names() throws {
    let schema = """
      type Nothing void
      type Empty Nothing
      type Id u16
      type Ids list<Id>
      type Kind enum { A B = 9 }
      """
    let union = "union { Nothing | Empty | Ids | Id | str | Kind = 7 | optional<Id> }"
    let cases = [
      ("Id", "0102", "513"), ("Ids", "01 0100", "[1]"), ("Kind", "09", #""B""#),
      (union, "00", #"{"Nothing":null}"#), (union, "01", #"{"Empty":null}"#),
      (union, "02 02 0100 0200", #"{"Ids":[1,2]}"#), (union, "03 0100", #"{"Id":1}"#),
      (union, "04 0161", #"{"str":"a"}"#), (union, "07 00", #"{"Kind":"A"}"#),
      (union, "08 00", #"{"optional<Id>":null}"#), (union, "08 01 0500", #"{"optional<Id>":5}"#),
      ("map<Kind><Ids>", "01 00 01 0900", #"[["A",[9]]]"#),
      ("Nothing", "", "null"), ("Empty", "", "null"),
    ]
    var faults: [String] = []
    for (type, hex, json) in cases {
      let tested = try TypeUnderTest(schema: schema + "\ntype T " + type)
      faults += tested.faults(hexBytes(hex), json)
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("the JSON document of the draft's appendix, whose union mixes named and unnamed members")
  func document() throws {
    let schema = """
      type False void
      type True void
      type Ref uint
      type Json list<union { False | True | f64 | str | list<Ref> | map<str><Ref> }>
      """
    let hex = "06 00 01 02 000000000000f03f 03 0161 04 02 00 01 05 01 0178 8001"
    let json =
      #"[{"False":null},{"True":null},{"f64":1.0},{"str":"a"},{"list<Ref>":["0","1"]},"#
      + #"{"map<str><Ref>":[["x","128"]]}]"#
    let faults = try TypeUnderTest(schema: schema).faults(hexBytes(hex), json)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  static let values: [(type: String, hex: String, json: String)] = [
    ("uint", "00", #""0""#), ("uint", "ffffffffffffffffff01", #""18446744073709551615""#),
    ("int", "01", #""-1""#), ("int", "ffffffffffffffffff01", #""-9223372036854775808""#),
    ("u8", "ff", "255"), ("u16", "0080", "32768"), ("u32", "ffffffff", "4294967295"),
    ("u64", "ffffffffffffffff", #""18446744073709551615""#), ("i8", "80", "-128"),
    ("i16", "01ff", "-255"), ("i32", "00000080", "-2147483648"),
    ("i64", "0000000000000080", #""-9223372036854775808""#),
    ("f32", "0000803f", "1.0"), ("f32", "cdcccc3d", "0.1"), ("f32", "0000c07f", #""NaN""#),
    ("f32", "0100807f", #""0x7f800001""#), ("f32", "000080ff", #""-Infinity""#),
    ("f64", "00000000008039c0", "-25.5"), ("f64", "0000000000000080", "-0.0"),
    ("f64", "000000000000f07f", #""Infinity""#), ("f64", "000000000000f87f", #""NaN""#),
    ("f64", "010000000000f0ff", #""0xfff0000000000001""#),
    ("bool", "01", "true"), ("bool", "00", "false"), ("void", "", "null"),
    ("str", "04 42415245", #""BARE""#), ("str", "03 efbbbf", "\"\u{feff}\""),
    ("str", "01 00", #""\u0000""#), ("data", "02 00ff", #""00ff""#), ("data", "00", #""""#),
    ("data[3]", "0a0b0c", #""0a0b0c""#), ("enum { A B = 300 }", "ac02", #""B""#),
    ("optional<u32>", "00", "null"), ("optional<u32>", "01 ff000000", "255"),
    ("optional<optional<u8>>", "00", "null"),
    ("optional<optional<u8>>", "01 00", #"{"some":null}"#),
    ("optional<optional<u8>>", "01 01 07", #"{"some":7}"#),
    ("optional<optional<optional<u8>>>", "01 01 00", #"{"some":{"some":null}}"#),
    ("optional<optional<optional<u8>>>", "01 01 01 07", #"{"some":{"some":7}}"#),
    ("list<str>", "00", "[]"), ("list<str>", "02 0161 00", #"["a",""]"#),
    ("list<uint>[2]", "00 8001", #"["0","128"]"#), ("list<data[1]>", "02 00 01", #"["00","01"]"#),
    ("list<optional<bool>>", "03 00 0100 0101", "[null,false,true]"),
    ("list<list<u8>[2]>[2]", "01020304", "[[1,2],[3,4]]"),
    ("map<u8><str>", "00", "[]"), ("map<u8><str>", "02 02 00 01 0161", #"[[2,""],[1,"a"]]"#),
    ("map<uint><u8>", "02 8001 01 00 02", #"[["128",1],["0",2]]"#),
    ("map<int><u8>", "01 01 01", #"[["-1",1]]"#), ("map<u16><u8>", "01 0100 01", "[[1,1]]"),
    ("map<u32><u8>", "01 01000000 01", "[[1,1]]"), ("map<i8><u8>", "01 ff 01", "[[-1,1]]"),
    ("map<u64><u8>", "01 0100000000000000 01", #"[["1",1]]"#),
    ("map<i16><u8>", "01 ffff 01", "[[-1,1]]"), ("map<i32><u8>", "01 ffffffff 01", "[[-1,1]]"),
    ("map<i64><u8>", "01 ffffffffffffffff 01", #"[["-1",1]]"#),
    ("map<bool><u8>", "02 01 01 00 02", "[[true,1],[false,2]]"),
    ("map<str><u8>", "02 02c3a9 01 0365cc81 02", "[[\"é\",1],[\"e\u{301}\",2]]"),
    ("map<data><u8>", "02 00 01 0100 02", #"[["",1],["00",2]]"#),
    ("map<data[2]><u8>", "01 0001 02", #"[["0001",2]]"#),
    ("map<enum { A B }><u8>", "02 01 01 00 02", #"[["B",1],["A",2]]"#),
    ("map<u8><map<u8><optional<u8>>>", "01 01 01 02 00", "[[1,[[2,null]]]]"),
    ("struct { a: u8 b: optional<str> }", "01 00", #"{"a":1,"b":null}"#),
    (
      "struct { s: struct { x: i8 } t: list<struct { y: bool }> }", "ff 01 01",
      #"{"s":{"x":-1},"t":[{"y":true}]}"#
    ),
    ("union { int | uint = 255 | str }", "00 fd03", #"{"int":"-255"}"#),
    ("union { int | uint = 255 | str }", "ff01 ff01", #"{"uint":"255"}"#),
    ("union { int | uint = 255 | str }", "8002 04 42415245", #"{"str":"BARE"}"#),
    ("union { void | u8 }", "00", #"{"void":null}"#),
    ("union { list<str>[1] | data[2] }", "00 0161", #"{"list<str>[1]":["a"]}"#),
    (
      "union { struct { x: u8 y: str } | enum { A B } }", "00 05 00",
      #"{"struct{x:u8 y:str}":{"x":5,"y":""}}"#
    ),
    ("union { struct { x: u8 y: str } | enum { A B } }", "01 01", #"{"enum{A=0 B=1}":"B"}"#),
    ("union { union { u8 | str } | bool }", "00 00 07", #"{"union{u8=0|str=1}":{"u8":7}}"#),
    ("union { u8 = 18446744073709551615 }", "ffffffffffffffffff01 07", #"{"u8":7}"#),
  ]
}

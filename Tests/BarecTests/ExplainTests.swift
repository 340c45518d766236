import Testing

/// `barec explain` of messages, as a person sees it.
struct ExplainTests {
  private let place: Workplace

  init() throws {
    place = try Workplace([
      "person.bare": """
      type Time str
      type Person struct {
        name: str
        age: optional<u8>
        born: Time
        coins: u64
      }
      """,
      "new.bare": "type Person struct { name: str age: optional<u8> born: u16 coins: u64 }\n",
      "other.bare": "type Human struct { name: str years: optional<u8> }\n",
      "bad.bare": "type A u7\n",
    ])
  }

  private static let ada = "03416461 0124 0431383135 0200000000000000"

  private func explain(_ hex: String, _ options: String...) throws -> BarecRun {
    try place.barec(
      ["explain", "person.bare", "Person", "--hex"] + options, input: Array(hex.utf8))
  }

  @Test("each value has a line, lined up in columns")
  func table() throws {
    let run = try explain(Self.ada)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.text == """
        offset  bytes                    path          type          meaning
             0  03                       Person.name   str           length 3
             1  41 64 61                 Person.name   str           "Ada"
             4  01                       Person.age    optional<u8>  present
             5  24                       Person.age    u8            36
             6  04                       Person.born   Time = str    length 4
             7  31 38 31 35              Person.born   Time = str    "1815"
            11  02 00 00 00 00 00 00 00  Person.coins  u64           2

        """)
  }

  @Test("bytes are taken as they come, and long data is cut in the middle")
  func bytes() throws {
    let text = [UInt8](repeating: 0x61, count: 120)
    let run = try place.barec(
      "explain", "other.bare", "Human", input: [120] + text + [0])
    #expect(run.status == 0)
    #expect(run.text.contains("\n     1  61 61 … 61 (120 bytes)  Human.name "))
    #expect(run.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(run.text.contains("aaa…\"\n"))
  }

  @Test("bad input is told up to where it fails, and why; the status is 65")
  func failure() throws {
    let run = try explain("03416461 02 00")
    #expect(run.status == 65)
    #expect(run.text.split(separator: "\n").count == 3)
    #expect(
      run.errors == """
        standard input: error: expected 0 or 1 before an optional, met 2, at byte 4, in Person.age
          from there on: 02 00

        """)
    let early = try explain("0341")
    #expect(early.status == 65)
    #expect(early.text.hasSuffix("0  03     Person.name  str   length 3\n"))
    #expect(early.errors.hasSuffix("at byte 1, in Person.name\n  from there on: 41\n"))
    let late = try explain(Self.ada + "ff")
    #expect(late.status == 65)
    #expect(late.errors.contains("met 1 byte more, at byte 19\n  from there on: ff\n"))
    #expect(try explain("").errors.hasSuffix("0 left, at byte 0, in Person.name\n"))
    let text = try explain("0g")
    #expect(text.status == 65)
    #expect(text.output.isEmpty)
    #expect(text.errors.hasPrefix("standard input: error: expected hex digits"))
  }

  @Test("two readings stand side by side, the first difference marked, the verdict last")
  func against() throws {
    let run = try explain(Self.ada, "--against", "new.bare")
    #expect(run.status == 0)
    #expect(
      run.text == """
           offset  bytes                    person.bare Person  new.bare Person
                0  03                       name: length 3      name: length 3
                1  41 64 61                 name: "Ada"         name: "Ada"
                4  01                       age: present        age: present
                5  24                       age: 36             age: 36
        >       6  04                       born: length 4
                6  04 31                                        born: 12548
                7  31 38 31 35              born: "1815"
                8  38 31 35 02 00 00 00 00                      coins: 37040440
               11  02 00 00 00 00 00 00 00  coins: 2

        person.bare Person reads the whole message of 19 bytes; \
        new.bare Person breaks off at byte 16

        """)
    #expect(
      run.errors == """
        standard input: error: by new.bare Person: expected the end of the message, \
        met 3 bytes more, at byte 16
          from there on: 00 00 00

        """)
  }

  @Test("the verdict tells which type reads the whole; the status is that of the first")
  func verdicts() throws {
    let cases: [(String, [String], Int32, String)] = [
      (
        "00 00", ["--against", "other.bare", "Human"], 65,
        "other.bare Human reads the whole message of 2 bytes; person.bare Person breaks off at "
          + "byte 2"
      ),
      (
        "00", ["--against", "other.bare", "Human"], 65,
        "neither reads the whole message of 1 byte: person.bare Person breaks off at byte 1, "
          + "other.bare Human at byte 1"
      ),
      (
        Self.ada, ["--against", "person.bare"], 0, "both read the whole message of 19 bytes, alike"
      ),
      (
        "00 00 00 0000000000000000 ", ["--against=new.bare"], 0,
        "person.bare Person reads the whole message of 11 bytes; "
          + "new.bare Person breaks off at byte 4"
      ),
    ]
    for (hex, options, status, verdict) in cases {
      let run = try place.barec(
        ["explain", "person.bare", "Person", "--hex"] + options, input: Array(hex.utf8))
      #expect(run.status == status, "\(hex)")
      #expect(run.text.split(separator: "\n").last.map(String.init) == verdict, "\(hex)")
    }
  }

  @Test("readings that are too wide stand one after the other")
  func wide() throws {
    let name = String(repeating: "longName", count: 8)
    try place.write("type A struct { \(name): u8 b: u8 }\n", to: "a.bare")
    try place.write("type A struct { \(name): u8 c: u16 }\n", to: "b.bare")
    let run = try place.barec("explain", "a.bare", "A", "--against", "b.bare", input: [1, 2])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("a.bare A\n   offset  bytes  path"))
    #expect(run.text.contains("\n\nb.bare A\n   offset  bytes  path"))
    #expect(run.text.contains("\n>       1  02     A.b"))
  }

  @Test("a schema with errors is status 1, a wrong line 64, a file that is not there 66")
  func wrongLines() throws {
    #expect(try place.barec("explain", "bad.bare", "A").status == 1)
    #expect(try place.barec("explain", "nix.bare", "A").status == 66)
    for line in [
      [], ["person.bare"], ["person.bare", "Nobody"], ["person.bare", "Person", "x"],
      ["person.bare", "Person", "--against"],
      ["person.bare", "Person", "--against", "other.bare"],
      ["person.bare", "Person", "--against", "other.bare", "Human", "x"],
    ] {
      let run = try place.barec(["explain"] + line)
      #expect(run.status == 64, "\(line)")
      #expect(run.output.isEmpty, "\(line)")
    }
    #expect(try place.barec("explain", "person.bare").errors == "barec: error: TYPE is missing\n")
  }
}

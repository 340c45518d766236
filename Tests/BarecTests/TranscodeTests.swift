import Testing

/// `barec encode` and `barec decode` as a person sees them.
struct TranscodeTests {
  private let place: Workplace
  private static let ada: [UInt8] = [3, 0x41, 0x64, 0x61, 1, 0x24, 2, 0, 0, 0, 0, 0, 0, 0]
  private static let hex = "034164610124" + "0200000000000000"
  private static let json = #"{"name":"Ada","age":36,"coins":"2"}"#

  init() throws {
    place = try Workplace([
      "person.bare": """
      type Person struct {
        name: str
        age: optional<u8>
        coins: u64
      }
      type Badge data
      """,
      "bad.bare": "type A u7\n",
    ])
  }

  private func encode(_ json: String, _ options: String...) throws -> BarecRun {
    try place.barec(["encode", "person.bare", "Person"] + options, input: Array(json.utf8))
  }

  private func decode(hex: String) throws -> BarecRun {
    try place.barec("decode", "person.bare", "Person", "--hex", input: Array(hex.utf8))
  }

  @Test("JSON becomes bytes, or a line of hex")
  func encode() throws {
    let bytes = try encode(Self.json)
    #expect(bytes.status == 0)
    #expect(bytes.errors == "")
    #expect(bytes.output == Self.ada)
    let hex = try encode(" " + Self.json + "\n", "--hex")
    #expect(hex.status == 0)
    #expect(hex.text == Self.hex + "\n")
  }

  @Test("bytes, or hex with any white space, become a line of JSON")
  func decode() throws {
    let bytes = try place.barec("decode", "person.bare", "Person", input: Self.ada)
    #expect(bytes.status == 0)
    #expect(bytes.errors == "")
    #expect(bytes.text == Self.json + "\n")
    for hex in [Self.hex, " 03 4164\n61\t01 2\r\n4 02 00000000 000000\n", Self.hex.uppercased()] {
      #expect(try decode(hex: hex).text == Self.json + "\n")
    }
  }

  @Test("what was encoded decodes to what it was, bytes that are no text among it")
  func roundTrip() throws {
    let json = "\"" + (0...255).map { hexText($0) }.joined() + "\""
    let bytes = try place.barec("encode", "person.bare", "Badge", input: Array(json.utf8))
    #expect(bytes.output.count == 258)
    let back = try place.barec("decode", "person.bare", "Badge", input: bytes.output)
    #expect(back.text == json + "\n")
  }

  private func hexText(_ byte: Int) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  @Test("a value that does not fit is status 1, by line, column and path")
  func wrongValues() throws {
    let wrong = [
      (
        "{\"name\": \"Ada\",\n \"age\": 300, \"coins\": 1}", "standard input:2:9: error: ",
        "at /age"
      ),
      ("{\"name\": 1, \"age\": null, \"coins\": 1}", "standard input:1:10: error: ", "at /name"),
      (
        "{\"name\": \"\", \"age\": 1, \"coins\": 1,\n\"x\": 1}", "standard input:2:1: error: ",
        "`x`"
      ),
      ("{\"name\": \"\"", "standard input:1:12: error: not JSON: ", ""),
      ("", "standard input:1:1: error: not JSON: ", ""),
      ("[]", "standard input:1:1: error: ", "an object"),
    ]
    for (json, start, part) in wrong {
      let run = try encode(json)
      #expect(run.status == 1, "\(json)")
      #expect(run.output.isEmpty, "\(json)")
      #expect(run.errors.hasPrefix(start), "\(json): \(run.errors)")
      #expect(part.isEmpty || run.errors.contains(part), "\(json): \(run.errors)")
    }
  }

  @Test("a message that is not one is status 1, by byte and path")
  func wrongMessages() throws {
    let wrong = [
      ("0341646100" + "02000000000000" + "00ff", "at byte 13"),
      ("034164610202", "at byte 4, in Person.age"), ("0341", "at byte 1, in Person.name"),
      ("03416461000200", "at byte 5, in Person.coins"), ("", "at byte 0, in Person.name"),
      ("01ff00", "in Person.name"),
    ]
    for (hex, end) in wrong {
      let run = try decode(hex: hex)
      #expect(run.status == 1, "\(hex)")
      #expect(run.output.isEmpty, "\(hex)")
      #expect(run.errors.hasPrefix("standard input: error: "), "\(hex): \(run.errors)")
      #expect(run.errors.hasSuffix(end + "\n"), "\(hex): \(run.errors)")
    }
  }

  @Test("bytes behind the message are counted")
  func trailing() throws {
    let run = try decode(hex: Self.hex + "0000")
    #expect(run.status == 1)
    #expect(run.errors.contains("met 2 bytes more"))
  }

  @Test("text that is no hex is status 1")
  func wrongHex() throws {
    for (hex, message) in [("034", "met 3 digits"), ("03 4g", "at byte 4")] {
      let run = try decode(hex: hex)
      #expect(run.status == 1, "\(hex)")
      #expect(run.errors.contains(message), "\(hex): \(run.errors)")
    }
  }

  @Test("a type that the schema lacks is status 64, and a near one or its messages are named")
  func unknownType() throws {
    let hints = [
      "Persona": "did you mean `Person`?", "person": "did you mean `Person`?",
      "BADGE": "did you mean `Badge`?", "Cat": "its messages are `Person`, `Badge`",
    ]
    for command in ["encode", "decode", "explain", "describe"] {
      for (name, hint) in hints {
        let run = try place.barec(command, "person.bare", name)
        #expect(run.status == 64)
        #expect(
          run.errors == "barec: error: `person.bare` declares no type `\(name)`; \(hint)\n")
      }
    }
  }

  @Test("errors of the schema are said before anything is read")
  func wrongSchema() throws {
    let run = try place.barec("decode", "bad.bare", "A", "--hex")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("bad.bare:1:8: error: type `u7` is not declared"))
  }
}

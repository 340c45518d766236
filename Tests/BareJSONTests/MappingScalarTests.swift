import BareJSON
import BareRuntime
import Testing

@Suite("JSON forms of scalars")
struct MappingScalarTests {
  @Test("integers of up to 32 bits are numbers, those of 64 decimal strings")
  func integers() {
    var faults = mappingFaults(of: UInt8.max, as: "255") + mappingFaults(of: Int8.min, as: "-128")
    faults +=
      mappingFaults(of: UInt16.max, as: "65535") + mappingFaults(of: Int16.min, as: "-32768")
    faults += mappingFaults(of: UInt32.max, as: "4294967295")
    faults += mappingFaults(of: Int32.min, as: "-2147483648")
    faults += mappingFaults(of: UInt64.max, as: #""18446744073709551615""#)
    faults += mappingFaults(of: UInt64(0), as: #""0""#)
    faults += mappingFaults(of: Int64.min, as: #""-9223372036854775808""#)
    faults += mappingFaults(of: Int64.max, as: #""9223372036854775807""#)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test(
    "an integer is read from a number or a string in any spelling that is exact",
    arguments: ["100", "1e2", "100.0", "1000e-1", "1.0e+2", "0.1E3"])
  func exactIntegers(text: String) throws {
    for text in [text, "\"\(text)\""] {
      let json = try JSONValue(parsing: text)
      #expect(try UInt8(json: json) == 100)
      #expect(try Int8(json: json) == 100)
      #expect(try UInt32(json: json) == 100)
      #expect(try UInt64(json: json) == 100)
      #expect(try Int64(json: json) == 100)
    }
  }

  @Test("an integer that is not exact, or beyond the type, is refused as number and as string")
  func inexactIntegers() throws {
    for text in ["1.5", "1e-1", "18446744073709551616", "1e20", "-1", "1e999999999"] {
      try expectRefused(text, UInt8.self)
      try expectRefused(text, UInt64.self)
    }
    for text in ["9223372036854775808", "-9223372036854775809", "0.1", "1e19"] {
      try expectRefused(text, Int64.self)
    }
    for text in ["256", "-1", "1e3"] { try expectRefused(text, UInt8.self) }
    for text in ["128", "-129"] { try expectRefused(text, Int8.self) }
  }

  @Test(
    "a string that is no JSON number is no integer",
    arguments: ["", " 1", "1 ", "+1", "01", "0x1", "1_0", ".5", "1.", "NaN", "١", "one"])
  func badStrings(text: String) throws {
    #expect(throws: JSONMappingError.self) { try UInt64(json: .string(text)) }
    #expect(throws: JSONMappingError.self) { try Int8(json: .string(text)) }
  }

  @Test("what is neither number nor string is no integer, and the error says the range")
  func otherKinds() throws {
    for text in ["null", "true", "[1]", "{}"] {
      let error = try #require(try refusal(of: text, as: UInt8.self))
      #expect(error.expected == "an integer from 0 to 255")
      #expect(error.path == JSONPath())
    }
    let error = try #require(try refusal(of: "1.5", as: Int8.self))
    #expect(error.description == "at /: expected an integer from -128 to 127, met 1.5")
  }

  @Test("bool, str and void are as they are, and nothing else is one")
  func plain() throws {
    let faults =
      mappingFaults(of: true, as: "true") + mappingFaults(of: false, as: "false")
      + mappingFaults(of: "a\"\u{feff}é\0", as: "\"a\\\"\u{feff}é\\u0000\"")
      + mappingFaults(of: "e\u{301}", as: "\"e\u{301}\"") + mappingFaults(of: "", as: #""""#)
      + mappingFaults(of: BareVoid(), as: "null")
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    for text in ["0", "1", #""true""#, "null"] {
      #expect(try refusal(of: text, as: Bool.self) != nil)
    }
    for text in ["0", "true", "null", "[]"] {
      #expect(try refusal(of: text, as: String.self) != nil)
    }
    for text in ["{}", "false", #""""#] { #expect(try refusal(of: text, as: BareVoid.self) != nil) }
  }

  @Test("data is lower-case hex, read in either case")
  func data() throws {
    let faults =
      mappingFaults(of: [0, 10, 255] as Bytes, as: #""000aff""#)
      + mappingFaults(of: Bytes(), as: #""""#)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    #expect(try Bytes(json: "00Ff") == [0, 255])
    for text in [#""0""#, #""0g""#, #"" 00""#, #""0x00""#, "0", "null", "[0]"] {
      #expect(try refusal(of: text, as: Bytes.self) != nil, "\(text)")
    }
  }

  @Test("an enum is its name, spelled exactly")
  func enums() throws {
    let faults =
      mappingFaults(of: Color.red, as: #""RED""#) + mappingFaults(of: Color.green, as: #""GREEN""#)
    #expect(faults.isEmpty, "\(faults)")
    for text in [#""red""#, #""BLUE""#, #""""#, "0", "7", "null", #""RED ""#] {
      let error = try #require(try refusal(of: text, as: Color.self), "\(text)")
      #expect(error.expected == "one of `RED`, `GREEN`")
    }
    #expect(throws: JSONMappingError.self) { try Kelvin(json: "\u{212a}") }
  }

  private func expectRefused(
    _ number: String, _ type: (some BareJSONCodable).Type,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for text in [number, "\"\(number)\""] {
      #expect(try refusal(of: text, as: type) != nil, "\(text)", sourceLocation: location)
    }
  }
}

/// A name whose letter Unicode calls equal to the Kelvin sign, U+212A.
private enum Kelvin: UInt64, BareJSONEnum {
  case kelvin = 0

  var jsonName: String { "K" }
}

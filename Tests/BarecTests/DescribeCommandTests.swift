import BareJSON
import Testing

/// `barec describe` as a person meets it.
struct DescribeCommandTests {
  private func place() throws -> Workplace {
    try Workplace([
      "v1.bare": "type Name str\n",
      "v2.bare": "# One person.\ntype Name str type Person struct { age: u8 name: Name }\n",
      "v3.bare": "type Name data type Person struct { age: u8 name: Name } type X | u8\n",
      "other.bare": "type Kind union { u8 | str }\n",
    ])
  }

  @Test("text is a heading, the comment and a table")
  func text() throws {
    let run = try place().barec("describe", "v2.bare", "Person")
    let shape = run.text.split(separator: "\n")[1].split(separator: " ")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("schema v2.bare, wire shape "))
    #expect(
      shape.joined(separator: " ").hasPrefix(
        "Person: struct, message, 2+ bytes, the fields in order, wire shape "))
    #expect(
      run.text.hasSuffix(
        """
        since v2
          offset  bytes  field  type  layout
          0       1      age    u8    1 byte
          1       1+     name   Name  varint length, then UTF-8

        """))
  }

  @Test("without a type all are described")
  func all() throws {
    let text = try place().barec("describe", "v2.bare").text
    #expect(text.contains("\nName: str, 1+ bytes") && text.contains("\nPerson: struct"))
    #expect(text.contains("since v1\n"))
  }

  @Test("Markdown has a section and a table, with bars in names escaped")
  func markdown() throws {
    let text = try place().barec("describe", "other.bare", "--markdown").text
    #expect(text.hasPrefix("# other.bare\n\nWire shape `"))
    #expect(text.contains("\n## Kind\n\nunion, message, 2+ bytes"))
    #expect(text.contains("\n| tag | bytes | member | layout |\n| --- | --- | --- | --- |\n"))
    #expect(text.contains("\n| 1 | 2+ | str | varint length, then UTF-8 |\n"))
  }

  @Test("JSON is one document, with null where there is nothing")
  func json() throws {
    let run = try place().barec("describe", "v2.bare", "Person", "--json")
    let json = try JSONValue(parsing: run.output)
    let type = try #require(json["types"]?.arrayValue?.first)
    #expect(type["minimumByteCount"] == 2 && type["maximumByteCount"] == .null)
    #expect(type["sinceVersion"] == 2)
    #expect(type["parts"]?.arrayValue?.map { $0["offset"] } == [0, 1])
  }

  @Test("a type that is not there, one too many, and two forms are usage errors")
  func usage() throws {
    let place = try place()
    let unknown = try place.barec("describe", "v2.bare", "Persona")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("declares no type `Persona`; did you mean `Person`?"))
    #expect(try place.barec("describe", "v2.bare", "Person", "Name").status == 64)
    #expect(try place.barec("describe", "v2.bare", "--json", "--markdown").status == 64)
    #expect(try place.barec("describe", "v3.bare").status == 1)
    #expect(try place.barec("describe", "v9.bare").status == 66)
  }
}

import BareJSON
import BareSchema
import Foundation
import Testing

/// What an editor shows beside a word.
struct HoverTests {
  private static let schema = """
    # How one is.
    type Mood enum {
      HAPPY # Mostly.
      SAD = 300
    }

    # A person.
    # And more.
    type Person struct {
      id: u32
      moods: list<Mood> # Of today.
      extra: union { u8 | Mood = 7 | struct { a: str } }
      key: data[4]
    }
    type Alias optional<Mood>
    """

  /// The hover at an occurrence, from 0, of a word in a text.
  private func hover(_ word: String, _ occurrence: Int = 0, in text: String = schema) -> String? {
    let parts = text.components(separatedBy: word)
    guard parts.count > occurrence + 1 else { return nil }
    let before = parts[...occurrence].joined(separator: word)
    var editor = Editor(before + "@" + text.dropFirst(before.count))
    let answer = editor.ask("hover")
    #expect(answer.isNull || answer["contents"]?["kind"] == "markdown")
    return answer["contents"]?["value"]?.stringValue
  }

  @Test("a type is told by kind, size, layout, comment and parts, where it is declared and used")
  func types() {
    let mood = """
      ```bare
      type Mood enum
      ```

      1-2 bytes: varint number

      How one is.

      | number | value |
      | --- | --- |
      | 0 | `HAPPY` |
      | 300 | `SAD` |
      """
    #expect(hover("Mood") == mood)
    #expect(hover("Mood", 1) == mood)
    #expect(
      hover("Person") == """
        ```bare
        type Person struct
        ```

        message, 11+ bytes: the fields in order

        A person.
        And more.

        | offset | bytes | field | type |
        | --- | --- | --- | --- |
        | 0 | 4 | `id` | `u32` |
        | 4 | 1+ | `moods` | `list<Mood>` |
        | - | 2+ | `extra` | `union{u8=0\\|Mood=7\\|struct{a:str}=8}` |
        | - | 4 | `key` | `data[4]` |
        """)
    #expect(
      hover("Alias") == """
        ```bare
        type Alias optional<Mood>
        ```

        message, 1-3 bytes: 0, or 1 and the value
        """)
  }

  @Test("a field is told by its type, offset, size, layout and comment, also in a type in place")
  func fields() {
    #expect(hover("id") == "```bare\nid: u32\n```\n\nat byte 0, 4 bytes: little-endian")
    #expect(
      hover("moods")
        == "```bare\nmoods: list<Mood>\n```\n\nat byte 4, 1+ bytes: varint count, then the "
        + "elements\n\nOf today.")
    #expect(
      hover("key")
        == "```bare\nkey: data[4]\n```\n\nbehind parts of no fixed size, 4 bytes, no length")
    #expect(
      hover("a: str")
        == "```bare\na: str\n```\n\nat byte 0, 1+ bytes: varint length, then UTF-8")
  }

  @Test("a value of an enum is told by its number, size and comment")
  func values() {
    #expect(hover("HAPPY") == "```bare\nHAPPY = 0\n```\n\n1 byte: varint 0\n\nMostly.")
    #expect(hover("SAD") == "```bare\nSAD = 300\n```\n\n2 bytes: varint 300")
  }

  @Test("a member of a union is told by its tag, then its type")
  func members() {
    #expect(
      hover("u8") == "member of tag 0, 2 bytes with it\n\n```bare\nu8\n```\n\n1 byte")
    #expect(
      hover("Mood", 2)?.hasPrefix("member of tag 7, 2-3 bytes with it\n\n```bare\ntype Mood enum")
        == true)
    #expect(hover("struct", 1)?.hasPrefix("member of tag 8, 2+ bytes with it\n\n") == true)
  }

  @Test("a keyword is told by what it is in bytes")
  func keywords() {
    #expect(
      hover("u32") == "```bare\nu32\n```\n\n4 bytes: little-endian")
    #expect(
      hover("list")
        == "```bare\nlist<T>, list<T>[4]\n```\n\nvarint count, then the elements; no count where "
        + "it is fixed")
    #expect(hover("type") == "```bare\ntype NAME TYPE\n```\n\ndeclares a type")
  }

  @Test("comments, numbers and signs are no words")
  func nothing() {
    #expect(hover("How") == nil)
    #expect(hover("300") == nil)
    #expect(hover("{", 0) == nil)
    #expect(hover("= 7") == nil)
  }

  @Test("where something is wrong the rest is told as ever, and it without sizes")
  func errors() {
    let text =
      "type A u8\n# Of B.\ntype B struct { x: u16 y: Missing z: }\n"
      + "type C list<B>\ntype D A\n"
    #expect(hover("A", in: text)?.contains("1 byte") == true)
    #expect(hover("D", in: text)?.contains("1 byte") == true)
    #expect(
      hover("B", 1, in: text)
        == "```bare\ntype B struct\n```\n\nhas errors, or uses a type that has\n\nOf B.")
    #expect(hover("C", in: text)?.contains("has errors, or uses a type that has") == true)
    #expect(hover("x", in: text) == "```bare\nx: u16\n```")
    #expect(hover("Missing", in: text) == "`Missing` is not declared")
    let lost = "type A struct { x: u8 y: ? z: u16 }"
    #expect(hover("z", in: lost)?.contains("at byte") != true)
  }

  @Test("long types and long tables are cut")
  func long() throws {
    let fields = (0..<30).map { "f\($0): u8" }.joined(separator: " ")
    let text = "type A struct { a: struct { \(fields) } }\ntype B struct { \(fields) }"
    let inPlace = try #require(hover("a:", in: text))
    #expect(inPlace.contains("a: struct{f0:u8 ") && inPlace.contains("…"))
    #expect(inPlace.count < 200)
    let table = try #require(hover("B", in: text))
    #expect(table.hasSuffix("| 23 | 1 | `f23` | `u8` |\n\n… and 6 more"))
  }

  @Test("every word of a schema has a hover at its start and end, whose range is the word")
  func everyWord() throws {
    for (name, text) in try Repository.schemas("schemas/bare", ["in-place"]) {
      let outline = SchemaOutline(SourceFile(path: name, text: text))
      #expect(!outline.words.isEmpty, "\(name)")
      let client = ClientText(text)
      var editor = Editor(text)
      for word in outline.words {
        let before = SourceSpan(start: 0, end: word.span.start)
        let start = outline.source.text(of: before).utf16.count
        for offset in [start, start + word.text.utf16.count] {
          let answer = editor.request(
            "textDocument/hover",
            [
              "textDocument": ["uri": .string(Editor.uri)], "position": client.position(offset),
            ])
          let range = answer["range"]
          #expect(range?["start"] == client.position(start), "\(name) \(word.text)")
          #expect(try client.text(of: range) == word.text, "\(name) \(word.text)")
        }
      }
    }
  }
}

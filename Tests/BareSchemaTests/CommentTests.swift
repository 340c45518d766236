import BareSchema
import Testing

/// Comments belong to what stands below or before them.
struct CommentTests {
  private func schema(_ text: String) throws -> Schema {
    try #require(SchemaCompiler.compile(SourceFile(path: "a.bare", text: text)).schema)
  }

  private func items(_ text: String) throws -> [[String]] {
    switch try #require(try schema(text).types.last).type {
    case .structure(let fields): fields.map(\.comment)
    case .enumeration(let values): values.map(\.comment)
    case .union(let members): members.map(\.comment)
    default: throw UnexpectedShape()
    }
  }

  @Test("the first comment is the file's if a blank line follows it, else the first type's")
  func head() throws {
    let parted = try schema("\n# The file.\n#\n# More.\n\n# The type.\ntype A u8")
    #expect(parted.comment == ["The file.", "", "More."])
    #expect(parted.types[0].comment == ["The type."])
    let joined = try schema("# The type.\ntype A u8")
    #expect(joined.comment.isEmpty)
    #expect(joined.types[0].comment == ["The type."])
    let crossed = try schema("# The file.\r\n\r\n# The type.\r\ntype A u8\r\n")
    #expect(crossed.comment == ["The file."])
    #expect(crossed.types[0].comment == ["The type."])
  }

  @Test("a definition has the lines directly above it and the comment behind it")
  func definitions() throws {
    let text = """
      # Not this.

      # One,
      #  two.
      type A u8 # Behind.
      # Of B.
      type B struct { # At the brace.
        a: u8
      } # At the end.

      type C u8
      """
    let comments = try schema(text).types.map(\.comment)
    #expect(
      comments == [["One,", " two.", "Behind."], ["Of B.", "At the brace.", "At the end."], []])
  }

  @Test("fields have the comments above and behind them")
  func fields() throws {
    let text = """
      type A struct {
        # Far.

        # Above.
        a: u8 # Behind.
        b: u8
        # Above too.
        c: struct { # Of c.
          d: u8 # Of d.
        }
      }
      """
    #expect(try items(text) == [["Above.", "Behind."], [], ["Above too.", "Of c."]])
  }

  @Test("enum values have the comments above and behind them, one line being the last value's")
  func values() throws {
    let text = "type A enum {\n  # One.\n  A\n  B = 3 # Three.\n  C D # Of D.\n}"
    #expect(try items(text) == [["One."], ["Three."], [], ["Of D."]])
  }

  @Test("union members have their comments, the pipe before or behind them")
  func members() throws {
    let behind = "type A union {\n  # One.\n  u8 | # Eight.\n  # Two.\n  str # Text.\n}"
    #expect(try items(behind) == [["One.", "Eight."], ["Two.", "Text."]])
    let before = "type A union {\n  # One.\n  | u8 # Eight.\n  # Two.\n  | str = 4 # Text.\n}"
    #expect(try items(before) == [["One.", "Eight."], ["Two.", "Text."]])
  }
}

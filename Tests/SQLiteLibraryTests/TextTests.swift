import SQLiteLibrary
import Testing

/// Texts of several statements, gone through one by one.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct TextTests {
  @Test("statements come one by one, comments and the end come as none")
  func statements() throws {
    let connection = try Library.connection()
    let text = try SQLiteText("SELECT 1;SELECT 'é;' ; -- x\n/* y */")
    var (values, offset): ([SQLiteValue?], Int) = ([], 0)
    while offset < text.byteCount {
      let (statement, end) = try connection.prepareFirst(of: text, from: offset)
      #expect(end > offset)
      offset = end
      values.append(try statement?.step()?.first)
    }
    #expect(values == [1, "é;", nil])
    #expect(try connection.prepareFirst(of: text, from: 9999).statement == nil)
    #expect(try connection.prepareFirst(of: try SQLiteText("")).statement == nil)
  }

  @Test("white space of ASCII alone is blank")
  func blanks() throws {
    let text = try SQLiteText("x \t\r\n\u{c}")
    #expect(text.isBlank(from: 1) && !text.isBlank(from: 0) && text.isBlank(from: 99))
    #expect(text.firstNonBlank(from: 0) == 0 && text.firstNonBlank(from: 1) == text.byteCount)
    for other in ["\u{b}", "\u{a0}", ";", "--"] {
      #expect(try !SQLiteText(other).isBlank(from: 0), "\(other)")
    }
  }

  @Test("NUL is refused before anything is prepared")
  func nul() {
    #expect((try? SQLiteText("SELECT 1\0")) == nil)
  }

  @Test("values may be fewer than parameters, and not more")
  func parameters() throws {
    let connection = try Library.connection()
    let statement = try connection.prepare("SELECT ?, ?")
    try statement.bindFirst([1])
    #expect(try statement.step() == [1, nil])
    // What is not bound now keeps no value of before.
    try statement.bindFirst([1, 2])
    try statement.bindFirst([])
    do {
      try statement.bindFirst([1, 2, 3])
      Issue.record("three values for two parameters")
    } catch {
      #expect(error.code == 25 && error.message == "column index out of range")
    }
  }
}

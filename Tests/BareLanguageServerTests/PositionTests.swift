import Testing

@testable import BareLanguageServer

/// Lines and characters to bytes and back.
struct PositionTests {
  private static let text = "aé😀b\r\nc\rd\n\n€"

  /// Line, character in UTF-8 and in UTF-16, and byte of each place between two characters.
  private static let places: [(line: Int, utf8: Int, utf16: Int, byte: Int)] = [
    (0, 0, 0, 0), (0, 1, 1, 1), (0, 3, 2, 3), (0, 7, 4, 7), (0, 8, 5, 8),
    (1, 0, 0, 10), (1, 1, 1, 11), (2, 0, 0, 12), (2, 1, 1, 13), (3, 0, 0, 14), (4, 0, 0, 15),
    (4, 3, 1, 18),
  ]

  private func table(_ encoding: PositionEncoding) -> LineTable {
    LineTable(Array(Self.text.utf8), encoding: encoding)
  }

  @Test("every place has one position in each encoding")
  func places() {
    for place in Self.places {
      for encoding in [PositionEncoding.utf8, .utf16] {
        let character = encoding == .utf8 ? place.utf8 : place.utf16
        let position = Position(line: place.line, character: character)
        #expect(table(encoding).offset(of: position) == place.byte, "\(encoding) \(place)")
        #expect(table(encoding).position(of: place.byte) == position, "\(encoding) \(place)")
      }
    }
  }

  @Test("positions past the end of a line or of the text are its end")
  func beyond() {
    for encoding in [PositionEncoding.utf8, .utf16] {
      let table = table(encoding)
      #expect(table.offset(of: Position(line: 0, character: 9)) == 8)
      #expect(table.offset(of: Position(line: 1, character: .max)) == 11)
      #expect(table.offset(of: Position(line: 3, character: 1)) == 14)
      #expect(table.offset(of: Position(line: 4, character: 9)) == 18)
      #expect(table.offset(of: Position(line: 5, character: 0)) == 18)
      #expect(table.offset(of: Position(line: .max, character: .max)) == 18)
      #expect(table.position(of: .max) == table.position(of: 18))
      #expect(table.position(of: -1) == Position(line: 0, character: 0))
    }
  }

  @Test("a place within a character or a line end is that before it")
  func within() {
    #expect(table(.utf16).offset(of: Position(line: 0, character: 3)) == 3)
    #expect(table(.utf8).offset(of: Position(line: 0, character: 2)) == 1)
    #expect(table(.utf8).offset(of: Position(line: 0, character: 6)) == 3)
    #expect(table(.utf16).position(of: 5) == Position(line: 0, character: 2))
    #expect(table(.utf16).position(of: 9) == Position(line: 0, character: 5))
    #expect(table(.utf8).position(of: 9) == Position(line: 0, character: 8))
  }

  @Test("an empty text has one place")
  func empty() {
    let table = LineTable([], encoding: .utf16)
    #expect(table.offset(of: Position(line: 0, character: 0)) == 0)
    #expect(table.offset(of: Position(line: 7, character: 7)) == 0)
    #expect(table.position(of: 0) == Position(line: 0, character: 0))
  }

  @Test("positions in a long line are those of its characters, counted one by one")
  func longLine() {
    let text = String(repeating: "aé😀€ ", count: 300)
    for encoding in [PositionEncoding.utf8, .utf16] {
      let table = LineTable(Array(("x\n" + text + "\ny").utf8), encoding: encoding)
      var (byte, character) = (2, 0)
      var wrong: [Int] = []
      for scalar in text.unicodeScalars {
        let position = Position(line: 1, character: character)
        if table.offset(of: position) != byte || table.position(of: byte) != position {
          wrong.append(byte)
        }
        byte += UTF8.width(scalar)
        character += encoding == .utf8 ? UTF8.width(scalar) : UTF16.width(scalar)
      }
      #expect(wrong.isEmpty, "\(encoding)")
      #expect(table.offset(of: Position(line: 1, character: .max)) == byte, "\(encoding)")
    }
  }

  @Test("a place far into a line is found without counting from its start", .timeLimit(.minutes(1)))
  func longLineTime() {
    let byteCount = 1_000_000
    let text = String(repeating: "é", count: byteCount / 2)
    let table = LineTable(Array(text.utf8), encoding: .utf16)
    for step in 0..<20_000 {
      let position = table.position(of: byteCount - 2 * step)
      #expect(position.character == byteCount / 2 - step)
      #expect(table.offset(of: position) == byteCount - 2 * step)
    }
  }
}

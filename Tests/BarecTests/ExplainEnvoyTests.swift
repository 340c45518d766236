import Foundation
import Testing

/// A frame of one envoy version, read by another that knows a part of it.
struct ExplainEnvoyTests {
  private static let schemas = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas/envoy")

  /// Pages asked for: version 2 has a generation before the numbers, version 6 has not.
  private static let frame = "07 07000000 026131 0100000000000000 02 01000000 02000000"

  @Test("the version that reads the whole frame is told, and where the other goes astray")
  func wrongVersion() throws {
    let place = try Workplace()
    for version in ["v2", "v6"] {
      let file = Self.schemas.appending(path: version + ".bare")
      try place.write(try String(contentsOf: file, encoding: .utf8), to: version + ".bare")
    }
    let run = try place.barec(
      "explain", "v2.bare", "ToRivet", "--hex", "--against", "v6.bare",
      input: Array(Self.frame.utf8))
    #expect(run.status == 0)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(
      lines.last == "v2.bare ToRivet reads the whole message of 25 bytes; "
        + "v6.bare ToRivet breaks off at byte 15")
    let marked = lines.filter { $0.hasPrefix(">") }
    #expect(marked.count == 2)
    #expect(marked.allSatisfy { $0.contains(" 8  01 ") })
    #expect(marked.first?.contains(".generation") == true)
    #expect(marked.last?.contains(".pgnos") == true)
    #expect(run.errors.contains("by v6.bare ToRivet: expected the end of the message"))
    let swapped = try place.barec(
      "explain", "v6.bare", "ToRivet", "--hex", "--against", "v2.bare",
      input: Array(Self.frame.utf8))
    #expect(swapped.status == 65)
  }
}

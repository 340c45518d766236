import Foundation
import Testing

@testable import EnvoyConformance

/// What an index may hold.
struct VectorIndexTests {
  @Test("an id twice, and a hash that is no text, are refused at their place")
  func refusals() throws {
    for (entries, refusal) in [
      (#""b": "2", "a": "1", "b": "3""#, "2:35: error: expected each id once, met `b` again"),
      (#""a": 1"#, "2:20: error: expected a string, met 1"),
    ] {
      let folder = try TemporaryFolder()
      let text = "{\"format\": \"envoykit-index/1\",\n  \"vectors\": {\(entries)}}"
      try folder.write(Array(text.utf8), to: "index.json")
      do throws(VectorFileError) {
        _ = try VectorIndex(folder: folder.url)
        Issue.record("\(entries) is taken")
      } catch {
        #expect(error.description == "index.json:\(refusal)")
      }
    }
  }
}

import BareSchema
import Foundation
import Testing

/// The formatter on random streams of tokens; `FORMAT_STREAMS` says on how many.
struct FormatStreamTests {
  private static let count =
    ProcessInfo.processInfo.environment["FORMAT_STREAMS"].flatMap(Int.init) ?? 2_000

  @Test("whatever parses keeps its tokens, comments and meaning, and is formatted once for all")
  func streams() {
    var stream = SchemaStream(seed: 11)
    var parsedCount = 0
    var schemaCount = 0
    var failures: [String] = []
    for _ in 0..<Self.count {
      let bytes = stream.next()
      guard let judge = try? FormatJudge(bytes) else { continue }
      parsedCount += 1
      if judge.isSchema { schemaCount += 1 }
      let findings = judge.findings()
      guard !findings.isEmpty, failures.count < 3 else { continue }
      failures.append("\(findings):\n\(String(decoding: bytes, as: UTF8.self))\nto\n\(judge.text)")
    }
    #expect(parsedCount * 10 >= Self.count, "\(parsedCount) of \(Self.count) parse")
    #expect(schemaCount * 10 >= Self.count, "\(schemaCount) of \(Self.count) are schemas")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n\n"))")
  }
}

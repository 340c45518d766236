import Foundation
import FuzzTargets
import Testing

/// What fuzzing found, without a fuzzer: texts that reach what no others reach, and texts that once
/// broke something, `crash-` first in their names.
struct FuzzReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Corpus")

  @Test("every text of the corpus keeps all promises", arguments: FuzzTarget.allCases)
  func corpus(target: FuzzTarget) throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder.appending(path: target.rawValue), includingPropertiesForKeys: nil)
    #expect(files.count >= 20)
    let faults = try files.flatMap { file in
      target.findings(Array(try Data(contentsOf: file))).map { "\(file.lastPathComponent): \($0)" }
    }
    #expect(faults == [])
  }
}

import BareRuntime
import Foundation
import Testing

@testable import EnvoyConformance

/// Files behind an executable: what comes back, and what is refused.
@Suite struct VectorArchiveTests {
  private static let program = [UInt8]("\u{7f}ELF and so on".utf8)

  private func archive(_ files: [(path: String, bytes: [UInt8])]) throws -> VectorArchive {
    try VectorArchive(files)
  }

  /// What is read back from a file of these bytes.
  private func read(_ bytes: [UInt8]) throws -> VectorArchive? {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "program")
    return try VectorArchive(behind: folder.url.appending(path: "program"))
  }

  @Test("files of any name and size come back, in the order of the bytes of their paths")
  func roundTrip() throws {
    let files: [(path: String, bytes: [UInt8])] = [
      ("z/last.json", [0, 255, 10]), ("empty", []), ("a b/ü \u{1F600}\n'\".json", [1]),
      ("..a/...", [2]), ("u\u{308}", [3]), ("ü", [4]),
      ("z/large", .init(repeating: 7, count: 5000)),
    ]
    let made = try archive(files)
    let met = try #require(try read(try made.appended(to: Self.program)))
    #expect(met == made)
    #expect(
      met.paths == [
        "..a/...", "a b/ü \u{1F600}\n'\".json", "empty", "u\u{308}", "z/large", "z/last.json", "ü",
      ])
    for file in files { #expect(met[file.path] == file.bytes, "\(file.path)") }
    #expect(met["none"] == nil)
    #expect(met.byteCount == 5007)
  }

  @Test("no files are files too, and a program without any has none")
  func empty() throws {
    let none = try #require(try read(try archive([]).appended(to: Self.program)))
    #expect(none.paths == [])
    #expect(try read(try none.appended(to: [])) == none)
    #expect(try read(Self.program) == nil)
    #expect(try read([]) == nil)
    #expect(try read([UInt8]("vectors\n".utf8)) == nil)
  }

  @Test("another archive takes the place of one that is there")
  func replaced() throws {
    let first = try archive([("a", [1]), ("b", [2])]).appended(to: Self.program)
    let second = try archive([("c", [3])])
    #expect(try second.appended(to: first) == second.appended(to: Self.program))
  }

  @Test("no byte can change or go unnoticed")
  func damaged() throws {
    let whole = try archive([("a", [1, 2, 3]), ("b", [])]).appended(to: Self.program)
    let magicByteCount = 8
    for index in Self.program.count..<whole.count - magicByteCount {
      var bytes = whole
      bytes[index] ^= 1
      #expect(throws: VectorArchive.Refusal.self, "\(index)") { try read(bytes) }
    }
    for index in whole.count - magicByteCount..<whole.count {
      var bytes = whole
      bytes[index] ^= 1
      #expect(try read(bytes) == nil)
      #expect(try read([UInt8](whole[..<index])) == nil)
    }
    let headless = [UInt8](whole.dropFirst(Self.program.count + 1))
    #expect(throws: VectorArchive.Refusal.self) { try read(headless) }
    #expect(throws: VectorArchive.Refusal.self) { try archive([]).appended(to: headless) }
  }

  @Test(
    "a path that is not one below a folder is refused",
    arguments: ["", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a/.."])
  func paths(path: String) {
    #expect(throws: VectorArchive.Refusal.self) { try archive([(path, [])]) }
  }

  @Test("a path that stands twice is refused")
  func twice() {
    #expect(throws: BareError.self) { try archive([("a", [1]), ("a", [2])]) }
  }

  @Test("what reads a folder reads the same from its archive")
  func sources() throws {
    let folder = try TemporaryFolder()
    try folder.write([UInt8](SmallVectors.text.utf8), to: SmallVectors.path)
    try folder.write([UInt8](SmallVectors.rules.utf8), to: "rules.json")
    try folder.write([1], to: "notes.txt")
    let source = VectorSource.archive(try VectorArchive(of: .folder(folder.url)))
    #expect(try source.paths() == [SmallVectors.path, "rules.json"])
    #expect(try VectorLibrary(source).vectors.map(\.id) == SmallVectors.vectors().map(\.id))
    #expect(try RuleBook(source).rules.count == 5)
    #expect(try VectorIndex(source).hashByID == [:])
    #expect(try ScenarioLibrary(source).scenarios.isEmpty)
    #expect(throws: VectorFileError.self) { try source.read("index.json") }
  }
}

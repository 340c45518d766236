import BareJSON
import Foundation
import Testing

@testable import EnvoyConformance

/// The vectors of the repository: sound, in their layout, and many enough.
struct RepositoryVectorTests {
  @Test("the linter finds nothing, but in larger vectors where this build has no time for them")
  func linter() throws {
    let folder = try TemporaryFolder()
    try copy(to: folder)
    let linter = VectorLinter(
      library: try VectorLibrary(folder: folder.url),
      index: try VectorIndex(folder: folder.url), rules: try RuleBook(folder: folder.url))
    let findings = linter.findings()
    let gaps = findings.filter { $0.contains(": no valid vector has ") }
    #expect(findings.filter { !gaps.contains($0) } == [])
    #expect(gaps == [], "\(gaps.count) things that schemas can say and no vector does")
  }

  /// Copies the vectors that this build has time for, and what the index has of them.
  private func copy(to folder: TemporaryFolder) throws {
    let library = try Repository.library.get()
    let large = Set(library.files.flatMap(\.vectors).filter(isLarge).map(\.id))
    for file in library.files {
      let hasLarge = file.vectors.contains(where: isLarge)
      let text =
        hasLarge
        ? Array(without(large, in: file).utf8) : try library.source.read(file.path)
      try folder.write(
        hasLarge ? try VectorFile(path: file.path, text: text).formatted : text, to: file.path)
    }
    var index = try #require(
      try JSONValue(parsing: try library.source.read("index.json"))
        .objectValue)
    let entries = try #require(index["vectors"]?.objectValue)
    let kept = entries.filter { !large.contains($0.key) }.map { ($0.key, $0.value) }
    index = ["format": .string(VectorIndex.format), "vectors": .object(JSONObject(kept))]
    try folder.write(JSONValue.object(index).compactBytes(), to: "index.json")
    try folder.write(try library.source.read("rules.json"), to: "rules.json")
  }

  private func isLarge(_ vector: Vector) -> Bool {
    (vector.bytes?.count ?? 0) > Repository.maximumByteCount
  }

  private func without(_ ids: Set<String>, in file: VectorFile) -> String {
    func pruned(_ json: JSONValue) -> JSONValue {
      switch json {
      case .array(let elements):
        let kept = elements.filter { !ids.contains($0["id"]?.stringValue ?? "") }
        return .array(kept.map(pruned))
      case .object(let object):
        return .object(JSONObject(object.map { ($0.key, pruned($0.value)) }))
      default: return json
      }
    }
    return pruned(file.json).compactText
  }

  @Test("there are as many as were promised, what versions share counted once")
  func counts() throws {
    let census = VectorCensus(try Repository.library.get().vectors)
    #expect(census.distinctValidCount >= 1500)
    #expect(census.distinctInvalidCount >= 800)
    #expect(census.bareCount >= 300)
    #expect(census.conversionCount >= 250)
    #expect(census.lines.contains { $0.hasPrefix("envoy/v2-pr4673: ") })
  }

  @Test("every schema that the suite knows has vectors, and every schema of a vector is known")
  func schemas() throws {
    let named = Set(try Repository.library.get().vectors.map(\.schema))
    #expect(named == Set(BuiltInSchema.all.keys).union(["envoy"]))
    #expect(named.count == 26)
  }

  @Test("the layout of a file is that of its own layout, and each id has a line of its own")
  func layout() throws {
    for file in try Repository.library.get().files {
      let text = file.formatted
      let isSame = try FileText.read(Repository.folder.appending(path: file.path)) == text
      #expect(isSame, "\(file.path): the file is not as it would be written")
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("\"id\": ") }
      #expect(lines == file.vectors.map { "\"id\": \"\($0.id)\"," }, "\(file.path)")
    }
  }
}

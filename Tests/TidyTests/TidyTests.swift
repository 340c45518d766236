import Foundation
import Testing

/// The rules of the house that a machine can check, on every file written by hand.
@Suite struct TidyTests {
  @Test("no file by hand is longer than 400 lines, and no line wider than 100 columns")
  func sizes() throws {
    var findings: [String] = []
    for file in try Repository.swiftFiles() {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.count > 401 { findings.append("\(file.path): \(lines.count - 1) lines") }
      for (index, line) in lines.enumerated() where line.count > 100 {
        findings.append("\(file.path):\(index + 1): \(line.count) columns")
      }
    }
    #expect(findings == [])
  }

  @Test("no source traps on purpose or leaves work behind")
  func words() throws {
    let banned = ["try" + "!", "TO" + "DO", "FIX" + "ME", "fatal" + "Error("]
    let findings = try Repository.swiftFiles(below: "Sources").flatMap { file in
      banned.filter(file.text.contains).map { "\(file.path): `\($0)`" }
    }
    #expect(findings == [])
  }

  @Test("every rule that a source cites is one of rules.json")
  func citations() throws {
    let json = try String(
      contentsOf: Repository.folder.appending(path: "vectors/rules.json"), encoding: .utf8)
    let findings = try Repository.swiftFiles(below: "Sources").flatMap { file in
      file.text.matches(of: /\b(?:BARE|ENVOY|SQL|KV)-[A-Z]?[0-9]+(?:\.[0-9]+)?\b/).map(\.output)
        .filter { !json.contains("\"\($0)\"") }.map { "\(file.path): \($0)" }
    }
    #expect(findings == [])
  }

  @Test("the judge is apart: the suite knows nothing of our server and client, nor they of it")
  func judge() throws {
    let text = try String(
      contentsOf: Repository.folder.appending(path: "Package.swift"), encoding: .utf8)
    let targets = Self.dependencies(of: text)
    #expect(targets.count > 10)
    for (target, others) in [
      ("EnvoyConformance", ["EnvoyServerCore", "EnvoyServer", "EnvoyClient"]),
      ("EnvoyServerCore", ["EnvoyConformance", "EnvoyClient"]),
      ("EnvoyClient", ["EnvoyConformance", "EnvoyServerCore", "EnvoyServer"]),
    ] {
      var known: Set<String> = []
      var waiting = [target]
      while let next = waiting.popLast() {
        guard known.insert(next).inserted else { continue }
        waiting += try #require(targets[next], "there is no target `\(next)`")
      }
      #expect(known.count > 3, "\(target)")
      #expect(known.intersection(others) == [], "\(target)")
    }
  }

  /// The targets that are no tests, and what each depends on within the package.
  private static func dependencies(of manifest: String) -> [String: [String]] {
    var targets: [String: [String]] = [:]
    for part in manifest.split(separator: "\n    .").dropFirst() {
      let isTarget = ["target(", "executableTarget(", "systemLibrary("].contains(
        where: part.hasPrefix)
      guard isTarget, let name = part.firstMatch(of: #/name: "(\w+)"/#)?.output.1 else { continue }
      let lists = part.firstMatch(of: #/dependencies: \[((?:[^\[\]]|\[[^\]]*\])*)\]/#)
      // Both `"Digest"` and `.target(name: "CEpoll", ...)`; a condition holds no text.
      targets[String(name)] = (lists?.output.1 ?? "").matches(of: #/"(\w+)"/#).map {
        String($0.output.1)
      }
    }
    return targets
  }

  @Test("the top level holds what the design names, and nothing else")
  func topLevel() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.folder.path)
    let known = ["Package.swift", "README.md", "Sources", "Tests", "schemas", "vectors"]
    #expect(names.filter { !$0.hasPrefix(".") }.sorted() == known)
  }
}

/// The repository that the tests were built from.
private enum Repository {
  struct File {
    let path: String
    let text: String
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func swiftFiles(below start: String = "") throws -> [File] {
    let roots = start.isEmpty ? ["Sources", "Tests"] : [start]
    return try roots.flatMap { root in
      let folder = folder.appending(path: root)
      return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".swift") && !$0.contains("/.build/") }.sorted().map { path in
          let url = folder.appending(path: path)
          return File(path: "\(root)/\(path)", text: try String(contentsOf: url, encoding: .utf8))
        }
    }
  }
}

import BareJSON
import Foundation
import Testing

@testable import EnvoyConformance

/// The scenarios of this repository, and files that are none.
@Suite struct ScenarioLibraryTests {
  @Test("every scenario cites rules that there are, stands in the folder of its id, and has an end")
  func repository() throws {
    let library = try ScenarioLibrary(folder: Repository.folder)
    let rules = try RuleBook(folder: Repository.folder)
    let known = Set(rules.rules.map(\.id))
    #expect(library.scenarios.count >= 100)
    for scenario in library.scenarios {
      #expect(!scenario.rules.isEmpty && known.isSuperset(of: scenario.rules), "\(scenario.id)")
      #expect(scenario.protocols.allSatisfy { BuiltInSchema.all[$0] != nil }, "\(scenario.id)")
      #expect(!scenario.about.isEmpty && scenario.about.count <= 120, "\(scenario.id)")
      #expect(scenario.id.wholeMatch(of: #/[a-z]+(/[a-z0-9-]+)+/#) != nil, "\(scenario.id)")
    }
  }

  @Test("no file of scenarios is longer than 400 lines")
  func lengths() throws {
    let folder = Repository.folder.appending(path: "scenarios")
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".json") {
      let text = try FileText.read(folder.appending(path: path))
      #expect(text.count { $0 == UInt8(ascii: "\n") } <= 400, "\(path)")
    }
  }

  @Test(
    "a step that is none is refused, with what there is",
    arguments: [
      [:], ["dance": 1], ["use": "nothing"], ["admin": "POST"], ["connect": 1], 7,
    ] as [JSONValue])
  func wrongSteps(step: JSONValue) {
    #expect(throws: JSONMappingError.self) { try scenario([step]) }
  }

  @Test("a definition that uses itself is refused")
  func endless() {
    #expect(throws: JSONMappingError.self) {
      try scenario([["use": "a"]], define: ["a": [["use": "a"]]])
    }
  }
}

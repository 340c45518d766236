import BareJSON
public import Foundation

/// All scenarios below a folder of vectors.
public struct ScenarioLibrary: Sendable {
  /// The scenarios, in the order of files and lines.
  public let scenarios: [Scenario]

  /// Reads all files in `scenarios/`.
  ///
  /// - Throws: ``ScenarioFileError`` for the first file that is not of the format, or an id that
  ///   stands twice.
  public init(folder: URL) throws {
    let place = folder.appending(path: "scenarios")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".json") && $0 != "schema.json" }.sorted()
    var scenarios: [Scenario] = []
    for path in paths {
      do {
        let json = try JSONValue(parsing: try FileText.read(place.appending(path: path)))
        scenarios += try ScenarioReader.scenarios(of: json)
      } catch {
        throw ScenarioFileError(path: "scenarios/\(path)", why: "\(error)")
      }
    }
    var seen: Set<String> = []
    for scenario in scenarios where !seen.insert(scenario.id).inserted {
      throw ScenarioFileError(path: "scenarios", why: "`\(scenario.id)` stands twice")
    }
    self.scenarios = scenarios
  }
}

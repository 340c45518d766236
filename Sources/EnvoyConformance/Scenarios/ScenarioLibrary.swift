import BareJSON
public import Foundation

/// All scenarios below a folder of vectors.
public struct ScenarioLibrary: Sendable {
  /// The scenarios, in the order of files and lines.
  public let scenarios: [Scenario]

  /// The file of a folder whose definitions hold in all its files.
  private static let definitionsName = "/define.json"

  private static func definitions(beside file: URL) throws -> JSONValue {
    let place = file.deletingLastPathComponent().appending(path: "define.json")
    guard FileManager.default.fileExists(atPath: place.path) else { return [:] }
    return try JSONValue(parsing: try FileText.read(place))
  }

  /// Reads all files in `scenarios/`.
  ///
  /// - Throws: ``ScenarioFileError`` for the first file that is not of the format, or an id that
  ///   stands twice.
  public init(folder: URL) throws {
    let place = folder.appending(path: "scenarios")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".json") && $0.contains("/") && !$0.hasSuffix(Self.definitionsName) }
      .sorted()
    var scenarios: [Scenario] = []
    for path in paths {
      do {
        let json = try JSONValue(parsing: try FileText.read(place.appending(path: path)))
        scenarios += try ScenarioReader.scenarios(
          of: json, shared: try Self.definitions(beside: place.appending(path: path)))
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

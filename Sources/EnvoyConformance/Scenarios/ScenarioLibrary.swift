import BareJSON
public import Foundation

/// All scenarios of a folder of vectors, or of an archive.
public struct ScenarioLibrary: Sendable {
  /// The scenarios, in the order of files and lines.
  public let scenarios: [Scenario]

  /// The file of a folder whose definitions hold in all its files.
  private static let definitionsName = "define.json"

  /// Reads all files in `scenarios/` of a folder.
  ///
  /// - Throws: as ``init(_:)``.
  public init(folder: URL) throws { try self.init(.folder(folder)) }

  /// Reads all files in `scenarios/`.
  ///
  /// - Throws: ``ScenarioFileError`` for the first file that is not of the format, or an id that
  ///   stands twice.
  public init(_ source: VectorSource) throws {
    var scenarios: [Scenario] = []
    let paths = try source.paths()
    for path in paths where Self.isScenarioFile(path) {
      let beside = FileText.folder(of: path) + Self.definitionsName
      do {
        scenarios += try ScenarioReader.scenarios(
          of: try JSONValue(parsing: try source.read(path)),
          shared: paths.contains(beside) ? try JSONValue(parsing: try source.read(beside)) : [:])
      } catch {
        throw ScenarioFileError(path: path, why: "\(error)")
      }
    }
    var seen: Set<String> = []
    for scenario in scenarios where !seen.insert(scenario.id).inserted {
      throw ScenarioFileError(path: "scenarios", why: "`\(scenario.id)` stands twice")
    }
    self.scenarios = scenarios
  }

  /// A file of a family: in a folder of `scenarios`, and not its definitions.
  private static func isScenarioFile(_ path: String) -> Bool {
    path.hasPrefix("scenarios/") && path.split(separator: "/").count > 2
      && !path.hasSuffix("/\(definitionsName)")
  }
}

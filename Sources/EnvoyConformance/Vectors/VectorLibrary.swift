public import Foundation

/// All golden vectors below a folder.
public struct VectorLibrary: Sendable {
  /// The folder.
  public let folder: URL

  /// The files, by path.
  public let files: [VectorFile]

  /// The vectors of all files that were not withdrawn, in the order of files and lines.
  public let vectors: [Vector]

  /// Reads all vector files below a folder; `rules.json` and `index.json` are none.
  ///
  /// - Throws: ``VectorFileError`` for the first file that is not of the format, and what the
  ///   system says of one that cannot be read.
  public init(folder: URL) throws {
    self.folder = folder
    files = try Self.paths(below: folder).map { path in
      let data = try Data(contentsOf: folder.appending(path: path))
      return try VectorFile(path: path, text: [UInt8](data))
    }
    vectors = files.flatMap(\.vectors).filter { $0.withdrawn == nil }
  }

  /// The folder `vectors` that holds an index, in a folder or the nearest one around it.
  public static func find(from start: URL) -> URL? {
    var folder = start.standardizedFileURL
    while true {
      let candidate = folder.appending(path: "vectors")
      if FileManager.default.fileExists(atPath: candidate.appending(path: "index.json").path) {
        return candidate
      }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      guard parent.path != folder.path else { return nil }
      folder = parent
    }
  }

  /// The paths of vector files, sorted; scenarios are files of another kind.
  static func paths(below folder: URL) throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return all.filter {
      $0.hasSuffix(".json") && $0.contains("/") && !$0.hasPrefix("scenarios/")
    }.sorted()
  }
}

public import Foundation

/// All golden vectors of a folder, or of an archive.
public struct VectorLibrary: Sendable {
  /// Where they are from.
  public let source: VectorSource

  /// The files, by path.
  public let files: [VectorFile]

  /// The vectors of all files that were not withdrawn, in the order of files and lines.
  public let vectors: [Vector]

  /// Reads all vector files; `rules.json` and `index.json` are none.
  ///
  /// - Throws: ``VectorFileError`` for the first file that is not of the format, and what the
  ///   system says of one that cannot be read.
  public init(_ source: VectorSource) throws {
    self.source = source
    files = try source.paths().filter(Self.isVectorFile).map { path in
      try VectorFile(path: path, text: try source.read(path))
    }
    vectors = files.flatMap(\.vectors).filter { $0.withdrawn == nil }
  }

  /// Reads all vector files below a folder.
  ///
  /// - Throws: as ``init(_:)``.
  public init(folder: URL) throws { try self.init(.folder(folder)) }

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

  /// Scenarios are files of another kind, and so are the cases of the page layout.
  private static func isVectorFile(_ path: String) -> Bool {
    path.contains("/") && !path.hasPrefix("scenarios/") && !path.hasPrefix("layout/")
  }
}

public import Foundation

/// Where vectors, rules and scenarios are read from.
public enum VectorSource: Sendable {
  /// A folder, as `vectors` of the repository.
  case folder(URL)

  /// What stands behind an executable.
  case archive(VectorArchive)

  /// The paths of all JSON files, in order.
  ///
  /// - Throws: what the system says of a folder that cannot be read.
  public func paths() throws -> [String] {
    switch self {
    case .folder(let folder):
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".json") }.sorted()
    case .archive(let archive): archive.paths
    }
  }

  /// The bytes of a file.
  ///
  /// - Throws: what the system says of one that cannot be read, or ``VectorFileError`` where the
  ///   archive has none of this path.
  public func read(_ path: String) throws -> [UInt8] {
    switch self {
    case .folder(let folder): return try FileText.read(folder.appending(path: path))
    case .archive(let archive):
      if let bytes = archive[path] { return bytes }
      throw VectorFileError(
        path: path, position: nil, message: "expected this file in the executable, met none")
    }
  }
}

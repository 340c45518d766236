import BareJSON
import Foundation

@testable import EnvoyConformance

/// The vectors of the repository, read once.
enum Repository {
  /// The folder of vectors.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "vectors")

  /// All vectors.
  static let library = Result { try VectorLibrary(folder: folder) }

  #if DEBUG
    static let isOptimized = false
  #else
    static let isOptimized = true
  #endif

  /// Hashing and JSON of a megabyte take seconds without optimisation: then larger vectors are left
  /// to builds with `-c release`.
  static let maximumByteCount = isOptimized ? Int.max : 16_000

  /// The vectors that this build has time for.
  static func vectors() throws -> [Vector] {
    try library.get().vectors.filter { ($0.bytes?.count ?? 0) <= maximumByteCount }
  }
}

/// A folder that goes with the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file, and its folder.
  func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
}

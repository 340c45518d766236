import Foundation

/// The bytes of a file.
enum FileText {
  static func read(_ url: URL) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url))
  }

  /// What stands before the name in a path, with its last `/`.
  static func folder(of path: String) -> String {
    String(path.reversed().drop { $0 != "/" }.reversed())
  }
}

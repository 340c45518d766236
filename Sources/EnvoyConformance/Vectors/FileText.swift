import Foundation

/// The bytes of a file.
enum FileText {
  static func read(_ url: URL) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url))
  }
}

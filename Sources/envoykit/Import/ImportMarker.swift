import BareRuntime
import CommandLineSupport
import Digest
import Foundation
import PageLayout

/// The mark of an imported file: which source it is of.
///
/// It stands in the 20 bytes of page 1 that SQLite reserves: readers ignore them, and writers keep
/// them, until a `VACUUM`. A mark in a table would be one that users see, and a file beside the
/// database one that gets lost.
struct ImportMarker: Equatable {
  /// The bytes of the mark.
  let bytes: [UInt8]

  /// Where it stands.
  static let range = 72..<92

  private static let name = Array("envoykit".utf8)

  /// The mark of a source: the name, and 12 bytes of the digest of the pairs of the layout in the
  /// order of their keys.
  init(of pairs: [KVPair]) {
    let layout = pairs.filter { pair in
      switch LayoutKey(pair.key) {
      case .meta, .chunk: true
      case .older, .other: false
      }
    }
    var writer = BareWriter()
    for pair in Set(layout).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for part in [pair.key, pair.value] {
        writer.encodeFixed(UInt64(part.count))
        part.withUnsafeBytes { writer.append($0) }
      }
    }
    let digest = Bytes(hex: SHA256.hex(of: writer.bytes)) ?? Bytes()
    bytes = Self.name + digest.prefix(Self.range.count - Self.name.count)
  }

  /// The mark in a file; nil where it has none.
  init?(in file: [UInt8]) {
    guard file.count >= Self.range.upperBound, file[Self.range].starts(with: Self.name) else {
      return nil
    }
    bytes = Array(file[Self.range])
  }

  /// A database with this mark; one without pages has no room for it.
  func marking(_ database: [UInt8]) -> [UInt8] {
    guard database.count >= Self.range.upperBound else { return database }
    var database = database
    database.replaceSubrange(Self.range, with: bytes)
    return database
  }
}

/// The file that an import writes.
struct ImportTarget {
  let path: String

  /// Why a file is not written.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Writes the file; tells whether that was left to do.
  ///
  /// - Throws: ``Refusal`` where another file is there, or one beside it that SQLite would take for
  ///   a part of it.
  func write(_ database: [UInt8], _ marker: ImportMarker) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path) else {
      try refuseSidecars()
      try FileIO.write(database, to: path)
      return true
    }
    let file = try FileIO.read(path)
    if file == database || ImportMarker(in: file) == marker { return false }
    let met = ImportMarker(in: file) == nil ? "another file" : "an import of another source"
    throw Refusal(
      description: "expected no file `\(path)`, or an import of the same source, met \(met); "
        + "nothing was written")
  }

  private func refuseSidecars() throws {
    for suffix in ["-journal", "-wal"] {
      guard FileManager.default.fileExists(atPath: path + suffix) else { continue }
      throw Refusal(
        description: "expected no file `\(path)\(suffix)`, which SQLite would take for a part of "
          + "the database, met one; nothing was written")
    }
  }
}

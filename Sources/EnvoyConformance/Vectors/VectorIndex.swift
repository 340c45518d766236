import BareJSON
public import Foundation

/// The ids of all vectors with the hashes of what they say, so that none changes unnoticed.
///
/// A vector that was published stays what it is: whoever finds one wrong withdraws it, with the
/// reason, and adds another under a new id.
public struct VectorIndex: Sendable {
  /// The format that `format` has to name.
  public static let format = "envoykit-index/1"

  /// The hash of each vector, by its id.
  public private(set) var hashByID: [String: String]

  /// An index of vectors.
  public init(of vectors: [Vector] = []) {
    hashByID = Dictionary(vectors.map { ($0.id, $0.hash) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads `index.json` in a folder.
  ///
  /// - Throws: as ``init(_:)``.
  public init(folder: URL) throws(VectorFileError) { try self.init(.folder(folder)) }

  /// Reads `index.json`; an index without entries where there is none.
  ///
  /// - Throws: ``VectorFileError`` where the file is not of the format.
  public init(_ source: VectorSource) throws(VectorFileError) {
    hashByID = [:]
    guard let text = try? source.read("index.json") else { return }
    do {
      var file = try JSONFields(try JSONValue(parsing: text))
      _ = try file.decode("format", as: String.self)
      let entries = try file.take("vectors")
      try file.finish()
      hashByID = try Self.hashes(in: entries)
    } catch let error as JSONError {
      throw VectorFileError(path: "index.json", position: error.position, message: error.message)
    } catch let error as JSONMappingError {
      let position = error.path.position(of: error.part, in: text)
      throw VectorFileError(path: "index.json", position: position, message: error.reason)
    } catch {
      throw VectorFileError(path: "index.json", position: nil, message: "\(error)")
    }
  }

  /// The entries, in one pass: they are too many to look for each among all.
  private static func hashes(in json: JSONValue) throws(JSONMappingError) -> [String: String] {
    guard case .object(let entries) = json else {
      throw JSONMappingError(expected: "an object of hashes by id", met: json)
        .inside(.key("vectors"))
    }
    var hashByID: [String: String] = [:]
    for entry in entries.members {
      guard hashByID[entry.key] == nil else {
        throw JSONMappingError(expected: "each id once", met: "`\(entry.key)` again")
          .atKey(entry.key, occurrence: 1).inside(.key("vectors"))
      }
      do throws(JSONMappingError) {
        hashByID[entry.key] = try String(json: entry.value)
      } catch {
        throw error.inside(.key(entry.key)).inside(.key("vectors"))
      }
    }
    return hashByID
  }

  /// Adds the ids that are new; what is known keeps its hash.
  public mutating func add(_ vectors: [Vector]) {
    for vector in vectors where hashByID[vector.id] == nil { hashByID[vector.id] = vector.hash }
  }

  /// The text of `index.json`: ids in order, one a line.
  public var formatted: [UInt8] {
    let entries = hashByID.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let json: JSONValue = [
      "format": .string(Self.format),
      "vectors": .object(JSONObject(entries.map { ($0.key, JSONValue.string($0.value)) })),
    ]
    return json.prettyBytes { path, _ in path.components.count <= 1 }
  }
}

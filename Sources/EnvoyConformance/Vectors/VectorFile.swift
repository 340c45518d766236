public import BareJSON

/// A file of golden vectors: one family of messages of one schema.
public struct VectorFile: Sendable {
  /// The format that `format` has to name.
  public static let format = "envoykit-vectors/1"

  /// The path below the folder of all vectors.
  public let path: String

  /// The name of the schema of its vectors.
  public let schema: String

  /// The type of its vectors.
  public let type: String

  /// The whole file.
  public let json: JSONValue

  /// The vectors of all groups, in order.
  public let vectors: [Vector]

  /// Reads a file.
  ///
  /// - Throws: what is wrong with it, with path, line and column.
  public init(path: String, text: [UInt8]) throws(VectorFileError) {
    do {
      let json = try JSONValue(parsing: text)
      vectors = try VectorReader.vectors(of: json)
      schema = json["schema"]?.stringValue ?? ""
      type = json["type"]?.stringValue ?? ""
      self.json = json
      self.path = path
    } catch let error as JSONError {
      throw VectorFileError(path: path, position: error.position, message: error.message)
    } catch let error as JSONMappingError {
      let position = error.path.position(of: error.part, in: text)
      throw VectorFileError(path: path, position: position, message: error.reason)
    } catch {
      throw VectorFileError(path: path, position: nil, message: "\(error)")
    }
  }

  /// The text of the file as `envoykit vectors fmt` writes it: keys in their order, groups and
  /// vectors one key a line, everything else on one line where it fits.
  public var formatted: [UInt8] {
    VectorFormatter.ordered(json).prettyBytes { path, _ in
      path.components.count <= VectorFormatter.brokenDepth
        && !VectorFormatter.isCompact(path)
    }
  }
}

/// What is wrong with a file of vectors, rules or hashes.
public struct VectorFileError: Error, Sendable, CustomStringConvertible {
  /// `path:line:column: error: message`.
  public let description: String

  init(path: String, position: JSONPosition?, message: String) {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    description = "\(path)\(place): error: \(message)"
  }
}

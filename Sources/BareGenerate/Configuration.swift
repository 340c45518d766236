import BareJSON
import BareSwiftGenerator
import CommandLineSupport

/// A `bare.json`: what the plugins are to generate for a target.
enum Configuration {
  /// Reads a configuration; its paths start at `root`.
  ///
  /// - Throws: ``ConfigurationError`` where it is not one.
  static func read(_ path: String, root: String) throws -> GenerateRequest {
    let text = try FileIO.read(path)
    do {
      var request = try request(from: try JSONValue(parsing: text))
      request.root = root
      return request
    } catch let error as JSONError {
      throw ConfigurationError(path: path, position: error.position, message: error.message)
    } catch let error as JSONMappingError {
      throw ConfigurationError(
        path: path, position: error.path.position(of: error.part, in: text),
        message: error.reason)
    }
  }

  private static func request(from json: JSONValue) throws -> GenerateRequest {
    guard case .object(let object) = json else {
      throw JSONMappingError(expected: "an object", met: json)
    }
    var request = GenerateRequest()
    var seen: Set<String> = []
    for (key, value) in object {
      guard seen.insert(key).inserted else {
        throw JSONMappingError(expected: "each key once", met: "`\(key)` again")
          .atKey(key, occurrence: 1)
      }
      guard keys.contains(key) else {
        let known = keys.map { "`\($0)`" }.joined(separator: ", ")
        throw JSONMappingError(expected: "one of the keys \(known)", met: "`\(key)`").atKey(key)
      }
      do throws(JSONMappingError) {
        try set(key, value, in: &request)
      } catch {
        throw error.inside(.key(key))
      }
    }
    guard !request.schemas.isEmpty else {
      throw JSONMappingError(expected: "a list of paths by the key `schemas`", met: "none")
    }
    return request
  }

  private static let keys = [
    "access", "conversions", "emit", "family", "names", "namespace", "schemas", "variants",
  ]

  private static func set(
    _ key: String, _ value: JSONValue, in request: inout GenerateRequest
  ) throws(JSONMappingError) {
    switch key {
    case "family": request.family = try namespace(value)
    case "namespace": request.namespace = try namespace(value)
    case "schemas": request.schemas = try [String](json: value)
    case "variants": request.variants = try [String](json: value)
    case "access": request.options.access = try choice(value)
    case "emit": request.options.emission = try choice(value)
    case "conversions": request.options.conversions = try choice(value)
    default: request.options.names = try names(value)
    }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ json: JSONValue
  ) throws(JSONMappingError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: try String(json: json)) { return choice }
    let names = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    throw JSONMappingError(expected: "one of \(names)", met: json)
  }

  private static func namespace(_ json: JSONValue) throws(JSONMappingError) -> String {
    let text = try String(json: json)
    guard SwiftNames.isNamespace(text) else {
      throw JSONMappingError(expected: "a Swift name that hides no other", met: json)
    }
    return text
  }

  private static func identifier(_ json: JSONValue) throws(JSONMappingError) -> String {
    let text = try String(json: json)
    guard SwiftNames.isIdentifier(text) else {
      throw JSONMappingError(expected: "a Swift name", met: json)
    }
    return text
  }

  private static func names(_ json: JSONValue) throws(JSONMappingError) -> [String: String] {
    guard case .object(let object) = json else {
      throw JSONMappingError(expected: "an object of `TYPE.NAME` and Swift names", met: json)
    }
    var names: [String: String] = [:]
    for (key, value) in object {
      do throws(JSONMappingError) {
        names[key] = try identifier(value)
      } catch {
        throw error.inside(.key(key))
      }
    }
    return names
  }
}

/// What is wrong with a `bare.json`, in the form that builds show.
struct ConfigurationError: Error, CustomStringConvertible {
  let description: String

  init(path: String, position: JSONPosition?, message: String) {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    description = "\(path)\(place): error: \(message)"
  }
}

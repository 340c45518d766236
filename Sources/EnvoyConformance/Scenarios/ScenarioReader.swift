import BareJSON

/// Reads scenarios from the JSON of a file: what all of them share, definitions of steps that come
/// more than once, and the scenarios themselves.
struct ScenarioReader {
  static let format = "envoykit-scenarios/1"

  private(set) var definitions: [String: JSONValue] = [:]
  private let defaults: JSONObject

  /// The scenarios of a file.
  ///
  /// - Parameter shared: definitions that hold in all files of a folder.
  /// - Throws: where the file is not of the format.
  static func scenarios(
    of json: JSONValue, shared: JSONValue = [:]
  ) throws(JSONMappingError) -> [Scenario] {
    var file = try JSONFields(json)
    let format = try file.decode("format", as: String.self)
    guard format == ScenarioReader.format else {
      throw JSONMappingError(expected: "`\(ScenarioReader.format)`", met: "`\(format)`")
        .inside(.key("format"))
    }
    _ = try file.decode("summary", as: String.self)
    let defaults = json["defaults"] == nil ? [:] : try file.take("defaults")
    let definitions = json["define"] == nil ? [:] : try file.take("define")
    let scenarios = try file.take("scenarios")
    try file.finish()
    let reader = ScenarioReader(
      definitions: [try object(shared, "define"), try object(definitions, "define")],
      defaults: try object(defaults, "defaults"))
    return try elements(scenarios, "scenarios") { json throws(JSONMappingError) in
      try reader.scenario(json)
    }
  }

  private init(definitions: [JSONObject], defaults: JSONObject) {
    for member in definitions.joined() { self.definitions[member.key] = member.value }
    self.defaults = defaults
  }

  private func scenario(_ json: JSONValue) throws(JSONMappingError) -> Scenario {
    guard let object = json.objectValue else {
      throw JSONMappingError(expected: "an object", met: json)
    }
    let inherited = defaults.filter { object[$0.key] == nil }.map { ($0.key, $0.value) }
    var fields = try JSONFields(
      .object(JSONObject(object.members.map { ($0.key, $0.value) } + inherited)))
    let id = try fields.decode("id", as: String.self)
    do throws(JSONMappingError) {
      let scenario = Scenario(
        id: id, role: try choice(try fields.take("role"), "role"),
        level: try choice(try fields.take("level"), "level"),
        about: try fields.decode("about", as: String.self),
        rules: try fields.decode("rules", as: [String].self),
        protocols: try fields.decode("protocols", as: [String].self),
        needs: try fields.decode("needs", as: [String].self),
        steps: try steps(try fields.take("steps"), at: "", depth: 0))
      _ = try fields.decode("since", as: String.self)
      try fields.finish()
      return scenario
    } catch {
      throw JSONMappingError(expected: "scenario `\(id)` as its format says", met: "\(error)")
    }
  }

  private static func object(
    _ json: JSONValue, _ key: String
  ) throws(JSONMappingError) -> JSONObject {
    guard let object = json.objectValue else {
      throw JSONMappingError(expected: "an object", met: json).inside(.key(key))
    }
    return object
  }

  private static func elements<Element>(
    _ json: JSONValue, _ key: String,
    _ read: (JSONValue) throws(JSONMappingError) -> Element
  ) throws(JSONMappingError) -> [Element] {
    guard let values = json.arrayValue else {
      throw JSONMappingError(expected: "an array", met: json).inside(.key(key))
    }
    var elements: [Element] = []
    for (index, value) in values.enumerated() {
      do throws(JSONMappingError) {
        elements.append(try read(value))
      } catch {
        throw error.inside(.index(index)).inside(.key(key))
      }
    }
    return elements
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ json: JSONValue, _ key: String
  ) throws(JSONMappingError) -> Choice where Choice.RawValue == String {
    if case .string(let text) = json, let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    throw JSONMappingError(expected: "one of \(names)", met: json).inside(.key(key))
  }
}

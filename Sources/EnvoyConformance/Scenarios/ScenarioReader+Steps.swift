import BareJSON

/// Reads the steps of scenarios.
extension ScenarioReader {
  /// The most definitions that may stand inside of one another.
  private static let maximumDepth = 8

  func steps(
    _ json: JSONValue, at place: String, depth: Int
  ) throws(JSONMappingError) -> [ScenarioStep] {
    guard let values = json.arrayValue else {
      throw JSONMappingError(expected: "an array of steps", met: json)
    }
    var steps: [ScenarioStep] = []
    for (index, value) in values.enumerated() {
      do throws(JSONMappingError) {
        steps.append(try step(value, at: "\(place)\(index + 1)", depth: depth))
      } catch {
        throw error.inside(.index(index))
      }
    }
    return steps
  }

  /// Reads one step; the first key says what it does.
  private func step(
    _ json: JSONValue, at place: String, depth: Int
  ) throws(JSONMappingError) -> ScenarioStep {
    guard let first = json.objectValue?.first else {
      throw JSONMappingError(expected: "a step", met: json)
    }
    // Inside of a definition it is the connection that the definition is used on.
    let connection = json["on"]?.stringValue ?? (depth == 0 ? "a" : "$on")
    if let action = try onConnection(first.key, json, connection) {
      return ScenarioStep(place: place, action: action)
    }
    if let action = try toParty(first.key, json) {
      return ScenarioStep(place: place, action: action)
    }
    if let action = try onNames(first.key, json, at: place, depth: depth) {
      return ScenarioStep(place: place, action: action)
    }
    throw JSONMappingError(
      expected: "a step, such as `connect`, `send`, `expect`, `call`, `use` or `admin` first",
      met: "`\(first.key)`")
  }

  /// A step on a connection; nil for one of another kind.
  private func onConnection(
    _ key: String, _ json: JSONValue, _ connection: String
  ) throws(JSONMappingError) -> ScenarioStep.Action? {
    let value = json[key] ?? .null
    switch key {
    case "send": return .send(on: connection, value)
    case "sendRaw": return .sendRaw(on: connection, value)
    case "sendText": return .sendText(on: connection, try string(value, key))
    case "expect": return .expect(on: connection, value)
    case "expectInOrder": return .expectInOrder(on: connection, value.arrayValue ?? [])
    case "expectNone": return .expectNone(on: connection)
    case "expectClosed": return .expectClosed(on: connection, value)
    case "close":
      let code = value.numberValue.flatMap { UInt16($0.text) }
      return .close(on: connection, code: code ?? 1000, reason: json["reason"]?.stringValue ?? "")
    case "drop": return .drop(on: connection)
    default: return nil
    }
  }

  /// A step that makes a connection, or goes beside one; nil for one of another kind.
  private func toParty(
    _ key: String, _ json: JSONValue
  ) throws(JSONMappingError) -> ScenarioStep.Action? {
    let value = json[key] ?? .null
    switch key {
    case "connect": return .connect(try string(value, key), .object(Self.rest(json)))
    case "accept": return .accept(try string(value, key), .object(Self.rest(json)))
    case "expectNoAccept": return .expectNoAccept
    case "call":
      return .call(
        try string(value, key), operation: try string(json["op"] ?? .null, "op"),
        arguments: json["args"] ?? [:])
    case "returns":
      let name = try string(value, key)
      if let failure = json["failed"] { return .returns(name, .failed(failure)) }
      return .returns(name, .ok(json["ok"] ?? ["$any": true]))
    case "admin":
      let parts = try string(value, key).split(separator: " ").map(String.init)
      guard parts.count == 2 else {
        throw JSONMappingError(expected: "`METHOD PATH`", met: value)
      }
      return .admin(
        method: parts[0], path: parts[1], body: json["body"], expected: json["answer"])
    default: return nil
    }
  }

  /// A step that gives names to values; nil for one of another kind.
  private func onNames(
    _ key: String, _ json: JSONValue, at place: String, depth: Int
  ) throws(JSONMappingError) -> ScenarioStep.Action? {
    let value = json[key] ?? .null
    switch key {
    case "set": return .set(pairs(value.objectValue ?? [:]))
    case "use":
      let name = try string(value, key)
      guard let definition = definitions[name], depth < Self.maximumDepth else {
        throw JSONMappingError(expected: "the name of a definition", met: value)
      }
      let steps = try steps(definition, at: "\(place) (\(name)) ", depth: depth + 1)
      let connection = json["on"] ?? .string(depth == 0 ? "a" : "$on")
      return .use(pairs(Self.rest(json)) + [(name: "on", value: connection)], steps)
    default: return nil
    }
  }

  /// What a step says behind its first key, and beside its connection.
  private static func rest(_ json: JSONValue) -> JSONObject {
    let members = json.objectValue?.members.dropFirst().filter { $0.key != "on" } ?? []
    return JSONObject(members.map { ($0.key, $0.value) })
  }

  private func pairs(_ object: JSONObject) -> [(name: String, value: JSONValue)] {
    object.members.map { (name: $0.key, value: $0.value) }
  }

  private func string(_ json: JSONValue, _ key: String) throws(JSONMappingError) -> String {
    guard let text = json.stringValue else {
      throw JSONMappingError(expected: "a string", met: json).inside(.key(key))
    }
    return text
  }
}

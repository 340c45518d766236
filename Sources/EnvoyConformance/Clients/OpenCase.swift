import BareJSON

/// A scenario in a protocol that a client plays by itself: where it connects, and what it is to
/// do, each once the one before is done.
struct OpenCase {
  let scenario: Scenario
  let schema: String

  /// Where it is: `/case/client/kv/get/kv-channel/v1`.
  let path: String

  /// The operations and their arguments.
  let calls: [(operation: String, arguments: JSONValue)]

  /// A case of a listener; nil where the client has to be told what to do at the right moment.
  init?(_ scenario: Scenario, _ schema: String, endpoint: String, name: String) {
    guard !scenario.needs.contains("stdio") else { return nil }
    self.scenario = scenario
    self.schema = schema
    path = "/case/\(scenario.id)/\(schema)"
    var values = ScenarioRun.values(schema: schema, endpoint: endpoint + path, name: name)
    guard let calls = Self.calls(scenario.steps, &values) else { return nil }
    self.calls = calls
  }

  /// As a client reads it.
  func json(endpoint: String) -> JSONValue {
    [
      "id": .string(scenario.id), "protocol": .string(schema), "about": .string(scenario.about),
      "rules": .array(scenario.rules.map { .string($0) }),
      "endpoint": .string(endpoint + path),
      "calls": .array(calls.map { ["op": .string($0.operation), "args": $0.arguments] }),
    ]
  }

  /// What is called, as far as it is known beforehand; nil where it depends on what comes.
  private static func calls(
    _ steps: [ScenarioStep], _ values: inout ScenarioValues
  ) -> [(operation: String, arguments: JSONValue)]? {
    var calls: [(operation: String, arguments: JSONValue)] = []
    for step in steps {
      switch step.action {
      case .call(_, let operation, let arguments):
        guard let arguments = try? values.evaluate(arguments) else { return nil }
        calls.append((operation, arguments))
      case .set(let pairs): for (name, value) in pairs { set(name, value, &values) }
      case .use(let pairs, let steps):
        for (name, value) in pairs { set(name, value, &values) }
        guard let inner = Self.calls(steps, &values) else { return nil }
        calls += inner
      default: continue
      }
    }
    return calls
  }

  private static func set(_ name: String, _ value: JSONValue, _ values: inout ScenarioValues) {
    if let value = try? values.evaluate(value) { values.set(name, value) }
  }
}

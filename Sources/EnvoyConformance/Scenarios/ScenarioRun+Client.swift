import BareJSON

/// The steps of scenarios whose role is `client`.
extension ScenarioRun {
  /// A client does not offer what a scenario is about.
  struct NotOffered: Error {
    let reason: String
  }

  func call(
    _ name: String, _ operation: String, _ arguments: JSONValue, of client: ScenarioClient
  ) throws {
    let arguments = try matcher.values.evaluate(arguments)
    note("call \(name): \(operation) \(arguments.compactText)")
    calls[matcher.values.text(name)] = try client.driver.call(operation, arguments)
  }

  func expect(
    _ outcome: ScenarioStep.Outcome, of name: String, by client: ScenarioClient
  ) throws {
    let name = matcher.values.text(name)
    guard let call = calls.removeValue(forKey: name) else {
      throw ScenarioValues.Refusal("no call is called `\(name)`")
    }
    let answer = try client.driver.answer(to: call, timeoutMilliseconds: timeoutMilliseconds)
    guard let answer else {
      throw ScenarioValues.Refusal(
        "expected an answer to call `\(name)`, got none within \(timeoutMilliseconds) ms")
    }
    try match(outcome, answer, name)
  }

  private func match(
    _ outcome: ScenarioStep.Outcome, _ answer: ClientAnswer, _ name: String
  ) throws {
    switch (outcome, answer) {
    case (_, .skip(let reason)): throw NotOffered(reason: reason)
    case (_, .unseen): break
    case (_, .fault(let message)):
      throw ScenarioValues.Refusal("call `\(name)`: the testee failed: \(message)")
    case (.ok(let expected), .ok(let met)):
      note("\(name) returns ok \(met.compactText)")
      try matcher.match(expected, met, at: "the result of `\(name)`")
    case (.failed(let expected), .failed(let met)):
      note("\(name) returns failed \(met.compactText)")
      try matcher.match(expected, met, at: "the failure of `\(name)`")
    case (.ok, .failed(let met)):
      throw ScenarioValues.Refusal(
        "expected call `\(name)` to be done, got the failure \(met.compactText)")
    case (.failed(let expected), .ok(let met)):
      throw ScenarioValues.Refusal(
        "expected call `\(name)` to fail by \(expected.compactText), "
          + "got the result \(met.compactText)")
    }
  }

  /// Waits for a client, looks at how it connects, and lets it in.
  func accept(_ name: String, _ expected: JSONValue, from client: ScenarioClient) throws {
    let name = matcher.values.text(name)
    guard let visitor = try client.accept(timeoutMilliseconds: timeoutMilliseconds) else {
      throw ScenarioValues.Refusal(
        "expected the client to connect, and it did not within \(timeoutMilliseconds) ms")
    }
    note("\(name) connects: \(visitor.target) offering \(visitor.subprotocols)")
    let target = ConnectionTarget(visitor.target, below: client.path)
    try check(expected["path"] ?? .string(speech.path), .string(target.path), "the path")
    try check(query: expected["query"]?.objectValue ?? [:], target.query)
    if let subprotocols = expected["subprotocols"] {
      try check(
        subprotocols, .array(visitor.subprotocols.map { .string($0) }), "the subprotocols")
    }
    if let status = expected["refuse"]?.numberValue.flatMap({ UInt16($0.text) }) {
      note("\(name) <- status \(status)")
      return try visitor.refuse(status: status)
    }
    open(try visitor.upgrade(), as: name)
    guard !speech.isChannel, expected["init"]?.boolValue ?? true else { return }
    let message = speech.greeting
    note("\(name) <- \(message.compactText)")
    try inboxes[name]?.connection.send(try speech.encode(message))
  }

  /// Parameters that are null have to be absent.
  private func check(query expected: JSONObject, _ met: JSONValue) throws {
    for member in expected {
      if !member.value.isNull {
        try check([member.key: member.value], met, "the query")
      } else if met[member.key] != nil {
        throw ScenarioValues.Refusal("the query: expected no `\(member.key)`, and there is one")
      }
    }
  }

  private func check(_ expected: JSONValue, _ met: JSONValue, _ what: String) throws {
    try matcher.match(expected, met, at: what)
  }
}

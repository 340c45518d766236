import BareJSON

/// One scenario played with a client, however that is told what to do.
enum ClientPlay {
  /// What became of it, why, and what was said.
  ///
  /// - Throws: where the client can no longer be talked to.
  static func play(
    _ scenario: Scenario, _ schema: String, with client: ScenarioClient, name: String,
    timeoutMilliseconds: Int64, showsTraces: Bool = false
  ) throws(TesteeSession.Fault) -> (CaseResult.Outcome, String, trace: [String]) {
    guard let speech = ScenarioProtocol(schema: schema, judged: .client) else {
      return (.skip, "no client speaks `\(schema)`", [])
    }
    let run = ScenarioRun(
      scenario, speech, with: .client(client), name: name,
      timeoutMilliseconds: timeoutMilliseconds)
    do throws(ScenarioRun.Failure) {
      try run.run()
      return (.pass, "", showsTraces ? run.trace : [])
    } catch {
      switch error.cause {
      case let fault as TesteeSession.Fault: throw fault
      case let missing as ScenarioRun.NotOffered: return (.skip, missing.reason, [])
      default: return (.fail, "\(error)", run.trace)
      }
    }
  }

  /// Refuses whoever still wants to connect, so that the next scenario does not meet them.
  static func sendAway(_ listener: any ScenarioListener) {
    while let visitor = try? listener.accept(timeoutMilliseconds: 0) {
      try? visitor.refuse(status: 503)
    }
  }
}

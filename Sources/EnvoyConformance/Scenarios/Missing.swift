import BareJSON

/// What was waited for did not come.
struct Missing: Error, CustomStringConvertible {
  let description: String

  init(what: String, inbox: ScenarioInbox, _ timeoutMilliseconds: Int64) {
    switch inbox.end {
    case .closed(let code, let reason)?:
      description =
        "expected \(what), and the connection was closed: \(code.map { "\($0)" } ?? "") \(reason)"
    case .refused(let status)?:
      description = "expected \(what), and the connection was refused by status \(status)"
    case .reset?: description = "expected \(what), and the connection broke"
    default:
      let others = inbox.unexpected.map(\.compactText).joined(separator: "; ")
      description =
        "expected \(what), and it did not come within \(timeoutMilliseconds) ms"
        + (others.isEmpty ? "" : "; what came instead: \(others)")
    }
  }
}

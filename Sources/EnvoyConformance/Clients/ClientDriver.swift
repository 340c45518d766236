import BareJSON

/// How a client is told what to do.
protocol ClientDriver: AnyObject {
  /// Tells it to do something, and says by which number its answer is known.
  func call(_ operation: String, _ arguments: JSONValue) throws(TesteeSession.Fault) -> Int

  /// Looks whether it is still there.
  ///
  /// - Throws: how it ended.
  func check() throws(TesteeSession.Fault)

  /// What came of a call; nil where nothing did for so long.
  func answer(to call: Int, timeoutMilliseconds: Int64) throws(TesteeSession.Fault) -> ClientAnswer?
}

/// What came of a call.
enum ClientAnswer {
  case ok(JSONValue)
  case failed(JSONValue)

  /// The client cannot do it, and why.
  case skip(String)

  /// The testee could not do its work.
  case fault(String)

  /// Nobody can see what came of it.
  case unseen
}

/// A client that is judged: how it is told what to do, and where it connects.
struct ScenarioClient {
  let driver: any ClientDriver
  let listener: any ScenarioListener

  /// The URL that it is given.
  let endpoint: String

  /// The path of the URL that it is given; nothing for none.
  var path: String {
    let rest = endpoint.firstRange(of: "://").map { endpoint[$0.upperBound...] } ?? ""
    return String(rest.drop { $0 != "/" })
  }

  /// How often it is looked whether a client that does not come is still there.
  private static let checkMilliseconds: Int64 = 200

  /// The next client that wants to connect; nil where none comes for so long.
  func accept(timeoutMilliseconds: Int64) throws -> (any ScenarioVisitor)? {
    let end = listener.nowMilliseconds + timeoutMilliseconds
    while true {
      let rest = max(0, end - listener.nowMilliseconds)
      let wait = min(rest, Self.checkMilliseconds)
      if let visitor = try listener.accept(timeoutMilliseconds: wait) { return visitor }
      guard rest > wait else { return nil }
      try driver.check()
    }
  }
}

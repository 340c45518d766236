public import BareJSON

/// A conversation with a server, as data: what a client does, and what may come back.
public struct Scenario: Sendable {
  /// Which part plays against the suite.
  public enum Role: String, CaseIterable, Sendable {
    /// The server is judged, and the suite plays the client.
    case server

    /// The client is judged: the suite tells it what to do, and plays the server.
    case client
  }

  /// The id, in slugs: `sqlite/commit/stale-head`.
  public let id: String

  /// What is judged.
  public let role: Role

  /// What kind of requirement it is.
  public let level: Vector.Level

  /// What it shows, in a sentence.
  public let about: String

  /// The rules that it tests, by their ids.
  public let rules: [String]

  /// The schemas in whose layout it is run, once for each.
  public let protocols: [String]

  /// What a server has to offer beside its protocols: `admin`, or an option that it was started
  /// with, such as `--kv-lock refuse`; a client `stdio`, where it has to be told what to do at the
  /// right moment, or asked what came of it.
  public let needs: [String]

  /// The steps.
  public let steps: [ScenarioStep]
}

/// One step of a scenario.
public struct ScenarioStep: Sendable {
  /// Where it stands, for messages: `3`, or `3 (commit) 1` inside of a definition.
  public let place: String

  /// What is done.
  public let action: Action

  /// What can be done.
  public enum Action: Sendable {
    /// Connects, under a name; parameters that are given replace the usual ones, null leaves one
    /// out.
    case connect(String, JSONValue)

    /// Sends a message of the protocol.
    case send(on: String, JSONValue)

    /// Sends bytes, whatever they are, as a binary message.
    case sendRaw(on: String, JSONValue)

    /// Sends a text message.
    case sendText(on: String, String)

    /// Waits for a message.
    case expect(on: String, JSONValue)

    /// Waits for messages that have to come in this order.
    case expectInOrder(on: String, [JSONValue])

    /// Nothing more may come of what was sent up to here.
    case expectNone(on: String)

    /// Waits for the end of the connection.
    case expectClosed(on: String, JSONValue)

    /// Closes from the side of the suite.
    case close(on: String, code: UInt16, reason: String)

    /// Breaks the connection off.
    case drop(on: String)

    /// Asks the admin side for something.
    case admin(method: String, path: String, body: JSONValue?, expected: JSONValue?)

    /// Tells a client to do something, under a name, and does not wait for it.
    case call(String, operation: String, arguments: JSONValue)

    /// Waits for what came of a call.
    case returns(String, Outcome)

    /// Waits for a client to connect, under a name.
    case accept(String, JSONValue)

    /// At this moment no client wants to connect.
    case expectNoAccept

    /// Gives names to values.
    case set([(name: String, value: JSONValue)])

    /// Runs the steps of a definition, with values for its names.
    case use([(name: String, value: JSONValue)], [ScenarioStep])
  }

  /// What may come of a call.
  public enum Outcome: Sendable {
    /// It was done, with a result like this.
    case ok(JSONValue)

    /// It failed like this.
    case failed(JSONValue)
  }
}

/// Scenarios that cannot be read: in which file, and what is wrong.
public struct ScenarioFileError: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String

  /// What was expected and met in it.
  public let why: String

  public var description: String { "\(path): \(why)" }
}

import BareJSON

/// Whoever a scenario is played with.
enum ScenarioParty {
  /// A server, which is judged.
  case server(any ScenarioTransport)

  /// A client, which is judged, and which is told what to do.
  case client(ScenarioClient)

  /// Milliseconds on a clock that nobody sets.
  var nowMilliseconds: Int64 {
    switch self {
    case .server(let transport): transport.nowMilliseconds
    case .client(let client): client.listener.nowMilliseconds
    }
  }

  /// Where a client is to connect; nothing where there is none.
  var endpoint: String {
    switch self {
    case .server: ""
    case .client(let client): client.endpoint
    }
  }

  /// The server, where that is who is judged.
  func server() throws(ScenarioValues.Refusal) -> any ScenarioTransport {
    guard case .server(let transport) = self else {
      throw ScenarioValues.Refusal("this step is for scenarios of the role `server`")
    }
    return transport
  }

  /// The client, where that is who is judged.
  func client() throws(ScenarioValues.Refusal) -> ScenarioClient {
    guard case .client(let client) = self else {
      throw ScenarioValues.Refusal("this step is for scenarios of the role `client`")
    }
    return client
  }
}

import EnvoyClient
import Synchronization

/// A link that remembers what was asked for, and may answer by itself.
final class CountingLink: ClientLink {
  /// What is answered instead of asking the server; nil asks it.
  typealias Answer = @Sendable (ClientRequest) -> Result<ClientReply, ClientFailure>?

  private let link: any ClientLink
  private let requests = Mutex<[ClientRequest]>([])
  private let waits = Mutex<[[ClientRequest]]>([])
  private let answer = Mutex<Answer?>(nil)

  init(_ link: any ClientLink) { self.link = link }

  var connectionCount: Int { link.connectionCount }
  var epochMilliseconds: Int64 { link.epochMilliseconds }

  func ask(
    _ requests: [ClientRequest], onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure> {
    self.requests.withLock { $0 += requests }
    waits.withLock { $0.append(requests) }
    if let last = requests.last, let result = answer.withLock({ $0 })?(last) { return result }
    return link.ask(requests, onConnection: connection)
  }

  /// Answers some requests by itself from now on.
  func setAnswer(_ answer: Answer?) { self.answer.withLock { $0 = answer } }

  /// What was asked for since this was called last, by a letter each: Read, Commit, Begin, Stage
  /// and Finalize; get, put, delete and range; open and close as Open and Close.
  func takeLetters() -> String {
    requests.withLock { requests in
      defer { requests = [] }
      return requests.map(Self.letter).joined()
    }
  }

  /// How often an answer was waited for since this was called last.
  func takeWaitCount() -> Int {
    waits.withLock { waits in
      defer { waits = [] }
      return waits.count
    }
  }

  /// The requests since they were taken last.
  func takeRequests() -> [ClientRequest] {
    requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }

  private static func letter(_ request: ClientRequest) -> String {
    switch request {
    case .openActor: "O"
    case .closeActor: "X"
    case .get: "g"
    case .put: "p"
    case .delete: "d"
    case .deleteRange: "r"
    case .sqlite(.getPages): "R"
    case .sqlite(.commit): "C"
    case .sqlite(.stageBegin): "B"
    case .sqlite(.stage): "S"
    case .sqlite(.finalize): "F"
    case .sql: "q"
    }
  }
}

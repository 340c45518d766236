import BareJSON
import ClientConnection
import EnvoyClient
import EnvoyProtocol

/// A client with its socket and its databases, which answers what it is told to do.
final class RunningClient {
  typealias Answer = (_ sequence: JSONValue, _ kind: String, _ value: JSONValue) -> Void

  /// Whom a request of the session is for.
  private enum Purpose {
    /// An operation, by its number.
    case operation(JSONValue)

    /// A read of a database.
    case read(actorID: String, JSONValue)

    /// The request that decides about a transaction.
    case transaction(actorID: String, JSONValue)

    /// A piece of a stage, whose reply nobody waits for.
    case piece
  }

  /// A database, and what it is to do once it is done with something else.
  private struct OpenDatabase {
    var pages: PageDatabase
    var isBusy = false
    var waiting: [(operation: ClientOperation.DatabaseOperation, sequence: JSONValue)] = []
  }

  private let driver: SocketSession
  private let answer: Answer
  private var opening: JSONValue?
  private var purposes: [ClientSession.Call: Purpose] = [:]
  private var databases: [String: OpenDatabase] = [:]

  /// - Parameter opening: the number of the operation that is done once it is connected.
  init(_ configuration: ClientConfiguration, _ opening: JSONValue, answer: @escaping Answer) {
    let session = ClientSession(configuration.dialect, options: configuration.options)
    driver = SocketSession(session, configuration.address)
    self.opening = opening
    self.answer = answer
  }

  /// The file to wait on; -1 for none.
  var file: Int32 { driver.file }

  /// When there is something to do even if nothing comes.
  var deadlineMilliseconds: Int64? {
    driver.session.hasEffects ? 0 : driver.session.deadlineMilliseconds
  }

  /// Takes what came, and lets time pass.
  func advance(at nowMilliseconds: Int64) {
    driver.advance(to: nowMilliseconds) { take($0, at: nowMilliseconds) }
  }

  /// Ends it; what was under way fails.
  func close() {
    driver.session.close()
    carryOut(at: 0)
    failOpening("closed before it was connected")
  }

  /// Does something.
  func perform(_ operation: ClientOperation, _ sequence: JSONValue, at nowMilliseconds: Int64) {
    switch operation {
    case .request(let request):
      send(request, for: .operation(sequence), at: nowMilliseconds)
    case .database(let actorID, let operation):
      perform(operation, of: actorID, sequence, at: nowMilliseconds)
    case .open, .close, .unknown: break
    }
    carryOut(at: nowMilliseconds)
  }

  private func failOpening(_ message: String) {
    if let opening {
      answer(opening, "failed", Self.json(ClientFailure(.closed, isDefinite: true, message)))
    }
    opening = nil
  }

  private func send(_ request: ClientRequest, for purpose: Purpose, at nowMilliseconds: Int64) {
    purposes[driver.session.call(request, at: nowMilliseconds)] = purpose
  }

  private func carryOut(at nowMilliseconds: Int64) {
    driver.carryOut(at: nowMilliseconds) { take($0, at: nowMilliseconds) }
  }

  private func take(_ event: SocketSession.Event, at nowMilliseconds: Int64) {
    switch event {
    case .ready:
      if let opening { answer(opening, "ok", .null) }
      opening = nil
    case .ended(let reason): failOpening("the server ended it for good: \(reason)")
    case .finish(let call, let result):
      if let purpose = purposes.removeValue(forKey: call) {
        finish(purpose, result, at: nowMilliseconds)
      }
    }
  }

  private func finish(
    _ purpose: Purpose, _ result: Result<ClientReply, ClientFailure>, at nowMilliseconds: Int64
  ) {
    switch purpose {
    case .piece: break
    case .operation(let sequence):
      switch result {
      case .success(let reply): answer(sequence, "ok", reply.json)
      case .failure(let failure): answer(sequence, "failed", Self.json(failure))
      }
    case .read(let actorID, let sequence):
      switch result {
      case .success(let reply): answer(sequence, "ok", ["pages": reply.json["pages"] ?? []])
      case .failure(let failure):
        databases[actorID]?.pages.die(of: failure)
        answer(sequence, "failed", Self.json(failure))
      }
      next(of: actorID, at: nowMilliseconds)
    case .transaction(let actorID, let sequence):
      finish(transactionOf: actorID, sequence, result, at: nowMilliseconds)
    }
  }

  private static func json(_ failure: ClientFailure) -> JSONValue {
    var object: JSONObject = [
      "class": .string(failure.kind.rawValue), "definite": .bool(failure.isDefinite),
      "message": .string(failure.message),
    ]
    if let code = failure.code { object.append("code", .string(code)) }
    return .object(object)
  }
}

/// What is done with databases.
extension RunningClient {
  private func perform(
    _ operation: ClientOperation.DatabaseOperation, of actorID: String, _ sequence: JSONValue,
    at nowMilliseconds: Int64
  ) {
    if case .open(let startup) = operation {
      databases[actorID] = OpenDatabase(pages: PageDatabase(actorID: actorID, startup: startup))
      return answer(sequence, "ok", .null)
    }
    guard databases[actorID] != nil else {
      return answer(
        sequence, "failed",
        Self.json(.init(.dead, isDefinite: true, "no database of `\(actorID)` is open")))
    }
    databases[actorID]?.waiting.append((operation, sequence))
    next(of: actorID, at: nowMilliseconds)
  }

  /// Begins what waits, where nothing is under way.
  private func next(of actorID: String, at nowMilliseconds: Int64) {
    databases[actorID]?.isBusy = false
    while let database = databases[actorID], !database.isBusy, !database.waiting.isEmpty {
      let (operation, sequence) = database.waiting[0]
      databases[actorID]?.waiting.removeFirst()
      do throws(ClientFailure) {
        try begin(operation, of: actorID, sequence, at: nowMilliseconds)
      } catch {
        answer(sequence, "failed", Self.json(error))
      }
    }
  }

  private func begin(
    _ operation: ClientOperation.DatabaseOperation, of actorID: String, _ sequence: JSONValue,
    at nowMilliseconds: Int64
  ) throws(ClientFailure) {
    guard var database = databases[actorID] else { return }
    switch operation {
    case .open: break
    case .close:
      databases[actorID] = nil
      answer(sequence, "ok", .null)
    case .read(let numbers):
      let request = try database.pages.read(numbers)
      databases[actorID]?.isBusy = true
      send(.sqlite(request), for: .read(actorID: actorID, sequence), at: nowMilliseconds)
    case .write(let pages, let pageCount):
      let step = try database.pages.write(pages, pageCount: pageCount, at: nowMilliseconds)
      database.isBusy = true
      databases[actorID] = database
      take(step, of: actorID, sequence, at: nowMilliseconds)
    }
  }

  private func finish(
    transactionOf actorID: String, _ sequence: JSONValue,
    _ result: Result<ClientReply, ClientFailure>, at nowMilliseconds: Int64
  ) {
    guard var database = databases[actorID] else { return }
    let step: Result<PageDatabase.Step, ClientFailure> = Result {
      () throws(ClientFailure) in try database.pages.take(result.flatMap(Self.sqlite))
    }
    databases[actorID]?.pages = database.pages
    switch step {
    case .success(let step): take(step, of: actorID, sequence, at: nowMilliseconds)
    case .failure(let failure):
      answer(sequence, "failed", Self.json(failure))
      next(of: actorID, at: nowMilliseconds)
    }
  }

  private func take(
    _ step: PageDatabase.Step, of actorID: String, _ sequence: JSONValue,
    at nowMilliseconds: Int64
  ) {
    switch step {
    case .committed:
      let head = databases[actorID]?.pages.headTransactionID ?? 0
      answer(sequence, "ok", ["headTxid": .string("\(head)")])
      next(of: actorID, at: nowMilliseconds)
    case .requests(let requests):
      for request in requests.dropLast() {
        send(.sqlite(request), for: .piece, at: nowMilliseconds)
      }
      if let request = requests.last {
        send(
          .sqlite(request), for: .transaction(actorID: actorID, sequence), at: nowMilliseconds)
      }
    }
  }

  private static func sqlite(_ reply: ClientReply) -> Result<SqliteReply, ClientFailure> {
    guard case .sqlite(let reply) = reply else {
      return .failure(
        ClientFailure(.protocol, isDefinite: false, "the answer is not about SQLite"))
    }
    return .success(reply)
  }
}

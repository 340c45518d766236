import BareRuntime
import EnvoyProtocol
import KVChannelProtocol
import Testing

@testable import EnvoyClient

/// A session that meets calls, replies, noise, losses and time in any order.
@Suite struct RandomSessionTests {
  /// Numbers by a seed, so that a failure can be had again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
  }

  /// What is known of a session from outside.
  private struct Play {
    var session: ClientSession
    var random: Seeded
    var now: Int64 = 0
    var findings: [String] = []
    var replyCount = 0
    private var link = Link.down
    private var called: Set<ClientSession.Call> = []
    private var finishCounts: [ClientSession.Call: Int] = [:]

    /// The ids that the session awaits replies to, as of the beginning of an event.
    private var awaited: Set<ClientWire.ID> = []

    private let dialect: ClientDialect
    private static let timeoutMilliseconds: Int64 = 300

    private enum Link { case down, asked, up }

    init(_ dialect: ClientDialect, seed: UInt64) {
      var options = ClientSession.Options()
      options.timeoutMilliseconds = Self.timeoutMilliseconds
      options.reconnectMilliseconds = 10
      self.dialect = dialect
      session = ClientSession(dialect, options: options)
      random = Seeded(state: seed)
    }

    mutating func play(eventCount: Int) throws {
      settle()
      for _ in 0..<eventCount {
        awaited = Set(session.pending.keys)
        try event()
        settle()
      }
      session.close()
      settle()
      if finishCounts.count != called.count { findings.append("what was not called finished") }
      for call in called where finishCounts[call] != 1 {
        findings.append("call \(call.number) finished \(finishCounts[call] ?? 0) times")
      }
      if !session.isEnded { findings.append("it did not end") }
      if let deadline = session.deadlineMilliseconds { findings.append("it waits for \(deadline)") }
    }

    private mutating func event() throws {
      if link == .asked, chance(4) {
        guard chance(5) == false else { return lose() }
        link = .up
        session.connected(at: now)
        settle()
        if dialect != .channel { session.receive(ClientWorld.greeting, at: now) }
        return
      }
      switch Int.random(in: 0..<100, using: &random) {
      case ..<40: called.insert(session.call(request(), at: now))
      case ..<75: if link == .up { try reply() }
      case ..<80: noise()
      case ..<82: if link == .up { lose() }
      case ..<83: if link == .up, dialect == .channel { session.receive([2], at: now) }
      case ..<84: session.nextNumbers[.keys] = .max - UInt32.random(in: 0...2, using: &random)
      default:
        now += Int64.random(in: 0...40, using: &random)
        session.advance(to: now)
      }
    }

    private mutating func lose() {
      link = .down
      session.lost(
        code: chance(2) ? 1011 : nil, reason: "", at: now,
        jitter: Int64.random(in: 0...25, using: &random))
    }

    private mutating func chance(_ sides: Int) -> Bool {
      Int.random(in: 0..<sides, using: &random) == 0
    }

    private mutating func request() -> ClientRequest {
      let actor = "actor \(Int.random(in: 0..<4, using: &random))"
      return switch Int.random(in: 0..<8, using: &random) {
      case 0: .openActor(id: actor)
      case 1: .closeActor(id: actor)
      case 2, 3: .put(actor)
      case 4: .deleteRange(actorID: actor, start: [], end: [1])
      case 5: .sqlite(.stageBegin(.init(actorId: actor, generation: 1)))
      default: .get(actor)
      }
    }

    /// A reply of any kind, mostly to something that may be awaited.
    private mutating func reply() throws {
      let anything = ClientWire.ID(
        family: chance(2) ? .pages : .keys, number: UInt32.random(in: 0...9, using: &random))
      let known = awaited.sorted {
        ($0.number, "\($0.family)") < ($1.number, "\($1.family)")
      }
      let id = chance(8) ? anything : known.randomElement(using: &random) ?? anything
      awaited.remove(id)
      replyCount += 1
      session.receive(try message(id), at: now)
    }

    private mutating func message(_ id: ClientWire.ID) throws -> [UInt8] {
      guard dialect == .channel else {
        if id.family == .pages {
          return try Envoy.V2.ToEnvoy.sqliteCommitStageBeginResponse(
            .init(requestId: id.number, data: .ok(.init(txid: 1)))
          ).encoded()
        }
        let replies: [Envoy.V1.KvResponseData] = [
          .putResponse, .deleteResponse, .errorResponse(.init(message: "")),
          .getResponse(.init(keys: [], values: [], metadata: [])),
        ]
        let reply = replies[Int.random(in: 0..<replies.count, using: &random)]
        return try Envoy.V1.ToEnvoy.kvResponse(.init(requestId: id.number, data: reply)).encoded()
      }
      let replies: [KVChannel.V1.ResponseData] = [
        .actorOpenResponse, .actorOpenResponse, .actorCloseResponse, .kvPutResponse,
        .kvDeleteResponse, .kvGetResponse(.init(keys: [], values: [])),
        .errorResponse(.init(code: "x", message: "")),
      ]
      let reply = replies[Int.random(in: 0..<replies.count, using: &random)]
      return try KVChannel.V1.ToClient.response(.init(requestId: id.number, data: reply)).encoded()
    }

    private mutating func noise() {
      let count = Int.random(in: 0...12, using: &random)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      // Never a close nor a greeting, which would be none of this test's choosing.
      if let first = bytes.first { bytes[0] = 3 | first }
      session.receive(bytes, at: now)
    }

    private mutating func settle() {
      while session.hasEffects {
        for effect in session.takeEffects() { take(effect) }
      }
    }

    private mutating func take(_ effect: ClientSession.Effect) {
      switch effect {
      case .connect:
        if link != .down { findings.append("it connects twice") }
        link = .asked
      case .send(let message): sent(message)
      case .ready: break
      case .disconnect: if link == .up { lose() }
      case .finish(let call, _):
        finishCounts[call, default: 0] += 1
      }
    }

    private mutating func sent(_ message: [UInt8]) {
      guard link == .up else { return findings.append("it sends without a connection") }
      guard let id = Self.id(of: message, dialect) else { return }
      if !awaited.insert(id).inserted { findings.append("id \(id) is in use") }
    }

    private static func id(of message: [UInt8], _ dialect: ClientDialect) -> ClientWire.ID? {
      guard let bytes = try? Bytes(message) else { return nil }
      if dialect == .channel {
        guard case .request(let request)? = try? KVChannel.V1.ToServer(decoding: bytes) else {
          return nil
        }
        return .init(family: .keys, number: request.requestId)
      }
      switch try? Envoy.V2.ToRivet(decoding: bytes) {
      case .kvRequest(let request): return .init(family: .keys, number: request.requestId)
      case .sqliteCommitStageBeginRequest(let request):
        return .init(family: .pages, number: request.requestId)
      default: return nil
      }
    }
  }

  @Test(
    "in 10,000 random events each call finishes once, ids in use are not, silence while lost",
    arguments: [ClientDialect.channel, .envoy(.v2)])
  func events(dialect: ClientDialect) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var play = Play(dialect, seed: seed)
    try play.play(eventCount: 10_000)
    #expect(play.findings.isEmpty, "seed \(seed): \(play.findings.prefix(5))")
    #expect(play.replyCount > 500, "seed \(seed): only \(play.replyCount) replies")
  }
}

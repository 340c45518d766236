import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// A staged commit that is broken off at each of its messages, in each way there is.
@Suite struct CrashTests {
  struct Crash: CustomStringConvertible {
    let chunkCount: Int

    /// The message at which it breaks off: begin, the chunks, finalize.
    let messageIndex: Int

    /// Whether that message is still done, and only its reply is lost.
    let isApplied: Bool

    let restarts: Bool
    let hasNextGeneration: Bool

    var isCommitted: Bool { messageIndex == chunkCount + 1 && isApplied }

    var description: String {
      "\(chunkCount) chunks, at \(messageIndex), \(isApplied ? "after" : "before") apply, "
        + (restarts ? "restart, " : "") + (hasNextGeneration ? "next" : "same") + " generation"
    }

    static var all: [Crash] {
      var all: [Crash] = []
      for chunkCount in 1...4 {
        for messageIndex in 0...chunkCount + 1 {
          for flags in 0..<8 {
            all.append(
              Crash(
                chunkCount: chunkCount, messageIndex: messageIndex, isApplied: flags & 1 == 1,
                restarts: flags & 2 == 2, hasNextGeneration: flags & 4 == 4))
          }
        }
      }
      return all
    }
  }

  @Test("a staged commit that is broken off is there whole or not at all, and the next one works")
  func crashes() throws {
    var findings: [String] = []
    for crash in Crash.all {
      do {
        try play(crash)
      } catch let wrong as Unexpected {
        findings.append("\(crash): \(wrong.what)")
      }
    }
    #expect(findings == [])
    #expect(Crash.all.count == 8 * (3 + 4 + 5 + 6))
  }

  private func play(_ crash: Crash) throws {
    var world = World()
    let first = Database(connection: world.connect())
    _ = try first.start(&world)
    let start = Envoy.V2.ActorCheckpoint(actorId: "a1", generation: 1, index: 1)
    _ = try world.ask(
      .ackCommands(.init(lastCommandCheckpoints: [start])), on: first.connection)
    guard case .ok = try first.commit(&world, 1, 0, [(1, page(1)), (2, page(2))], size: 2) else {
      throw Unexpected("the first commit")
    }
    let chunks = try cut(try blob(2, size: 3, [(1, 0xa), (3, 0xc)]), into: crash.chunkCount)
    for index in 0...crash.messageIndex where index < crash.messageIndex || crash.isApplied {
      try send(index, chunks, on: first, &world)
    }
    world.handle(.closed(first.connection))
    if crash.restarts { world.handle(.control(.restart)) }
    let second = Database(connection: world.connect())
    let generation = crash.hasNextGeneration ? try second.start(&world).generation : 1
    try check(second, &world, generation, isCommitted: crash.isCommitted)
    try goOn(crash, chunks, second, &world, generation)
  }

  private func cut(_ bytes: [UInt8], into count: Int) throws -> [[UInt8]] {
    let size = (bytes.count + count - 1) / count
    return stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
  }

  private func send(
    _ index: Int, _ chunks: [[UInt8]], on database: Database, _ world: inout World
  ) throws {
    switch index {
    case 0:
      guard case .ok(let ok) = try database.begin(&world, 1), ok.txid == 2 else {
        throw Unexpected("begin")
      }
    case 1...chunks.count:
      let chunk = chunks[index - 1]
      let isLast = index == chunks.count
      guard
        case .ok = try database.stage(&world, 1, 2, UInt32(index - 1), chunk, isLast: isLast)
      else { throw Unexpected("chunk \(index - 1)") }
    default:
      guard case .ok = try database.finalize(&world, 1, 1, 2, size: 3) else {
        throw Unexpected("finalize")
      }
    }
  }

  private func check(
    _ database: Database, _ world: inout World, _ generation: UInt64, isCommitted: Bool
  ) throws {
    let fills = try database.fills(&world, generation, [1, 2, 3])
    guard fills == (isCommitted ? [0xa, 2, 0xc] : [1, 2, nil]) else {
      throw Unexpected("reads \(fills)")
    }
  }

  /// What the stage still is: to be gone on with where nobody took over and nothing was lost, and
  /// gone for good else.
  private func goOn(
    _ crash: Crash, _ chunks: [[UInt8]], _ database: Database, _ world: inout World,
    _ generation: UInt64
  ) throws {
    let appliedCount = crash.messageIndex + (crash.isApplied ? 1 : 0)
    let isAlive = appliedCount > 0 && !crash.restarts && !crash.hasNextGeneration
    if isAlive, !crash.isCommitted {
      for index in appliedCount...chunks.count + 1 {
        try send(index, chunks, on: database, &world)
      }
      return try check(database, &world, generation, isCommitted: true)
    }
    let late = try database.finalize(&world, generation, crash.isCommitted ? 2 : 1, 2, size: 3)
    guard late == .stageNotFound(.init(stageId: 2)) else { throw Unexpected("late: \(late)") }
    let head: UInt64 = crash.isCommitted ? 2 : 1
    let next = try database.commit(&world, generation, head, [(1, page(7))], size: 1)
    guard case .ok(let ok) = next, ok.newHeadTxid == (appliedCount > 0 ? 3 : 2) else {
      throw Unexpected("the next commit: \(next)")
    }
  }
}

import EnvoyServerCore
import RemoteSQL
import SocketIO

/// Threads that run SQL beside the loop, so that a statement that takes long holds up nobody else.
/// They begin with the first task; a server without SQL has none.
final class SQLWorkers: Sendable {
  private enum Job {
    case run(SQLTask, SQLRunSession)

    /// A rollback may take its time too.
    case close(SQLRunSession)
  }

  private enum Next {
    case job(Job)
    case end
  }

  private struct State {
    var jobs: [Job] = []
    var sessions: [SQLSessionID: SQLRunSession] = [:]
    var running: Set<SQLSessionID> = []
    var results: [SQLResult] = []
    var threads: [LoopThread] = []
    var idleCount = 0
    var liveCount = 0
    var isStopped = false
  }

  /// How long a stop waits for statements, which look up every thousand instructions.
  private static let stopMilliseconds: Int64 = 1000

  private let state = Monitor(State())
  private let wake: WakePipe
  private let libraryFiles: [String]
  private let threadCount: Int

  /// - Parameters:
  ///   - libraryFiles: where SQLite is looked for, once it is needed.
  ///   - threadCount: the most threads.
  /// - Throws: a system without files left.
  init(libraryFiles: [String], threadCount: Int) throws(SystemError) {
    wake = try WakePipe()
    self.libraryFiles = libraryFiles
    self.threadCount = max(1, threadCount)
  }

  /// Something can be read from it once ``takeResults()`` has something.
  var file: Int32 { wake.file }

  /// Runs a task, of whose session nothing else runs.
  func run(_ task: SQLTask) {
    state.change { state in
      guard !state.isStopped else { return }
      let session = state.sessions[task.session] ?? SQLRunSession(libraryFiles: libraryFiles)
      state.sessions[task.session] = session
      state.running.insert(task.session)
      enqueue(.run(task, session), &state)
      // Without any thread, nobody would ever answer.
      if state.threads.isEmpty {
        state.jobs = []
        state.running.remove(task.session)
        state.results.append(
          SQLResult(task: task.number, outcome: .failed("the server has no thread left")))
        wake.signal()
      }
    }
  }

  /// Forgets a session, and breaks off what runs in it.
  func end(_ id: SQLSessionID) {
    state.change { state in
      guard let session = state.sessions.removeValue(forKey: id) else { return }
      session.stop()
      // Whoever runs something in it sees that it is gone, and closes it.
      if !state.running.contains(id) { enqueue(.close(session), &state) }
    }
  }

  /// What came of tasks since this was asked last.
  func takeResults() -> [SQLResult] {
    wake.drain()
    return state.change { state in
      defer { state.results = [] }
      return state.results
    }
  }

  /// Breaks everything off. A thread that does not look up for a second is left to itself.
  func stop() {
    state.change { state in
      state.isStopped = true
      state.jobs = []
      for session in state.sessions.values { session.stop() }
    }
    let threads = state.wait(timeoutMilliseconds: Self.stopMilliseconds) { state in
      state.liveCount == 0 ? state.threads : nil
    }
    for thread in threads ?? [] { thread.join() }
  }

  /// Adds a job, and a thread if none is free.
  private func enqueue(_ job: Job, _ state: inout State) {
    state.jobs.append(job)
    guard state.jobs.count > state.idleCount, state.threads.count < threadCount else { return }
    guard let thread = try? LoopThread({ [self] in work() }) else { return }
    state.threads.append(thread)
    state.liveCount += 1
  }

  private func work() {
    loop: while true {
      switch next() {
      case .end: break loop
      case .job(.close(let session)): session.close()
      case .job(.run(let task, let session)): run(task, in: session)
      }
    }
    state.change { $0.liveCount -= 1 }
  }

  private func next() -> Next {
    state.change { $0.idleCount += 1 }
    let next = state.wait(timeoutMilliseconds: nil) { state -> Next? in
      guard !state.isStopped else { return .end }
      guard !state.jobs.isEmpty else { return nil }
      state.idleCount -= 1
      return .job(state.jobs.removeFirst())
    }
    return next ?? .end
  }

  private func run(_ task: SQLTask, in session: SQLRunSession) {
    let result = task.run(in: session)
    let isGone = state.change { state in
      state.running.remove(task.session)
      state.results.append(result)
      return state.sessions[task.session] == nil
    }
    wake.signal()
    if isGone { session.close() }
  }
}

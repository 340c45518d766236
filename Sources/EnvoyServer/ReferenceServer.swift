import EnvoyServerCore
import SocketIO
import WebSocketWire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The reference server on a port of this machine, in a thread of its own.
///
/// Everything it holds is its own: two servers in one process share nothing.
public final class ReferenceServer: Sendable {
  /// Where it listens.
  public let host: String

  /// The port for envoys and KV channels.
  public let port: UInt16

  /// The port of the admin side, on 127.0.0.1.
  public let adminPort: UInt16

  /// The two ends of a pipe that wakes the loop; both stay open until the loop has ended, so that
  /// a late wake meets a reader.
  private let wakeFiles: (reading: Int32, writing: Int32)
  private let thread: LoopThread

  /// Starts a server. It takes connections once this returns.
  ///
  /// - Parameters:
  ///   - configuration: ports, limits and behaviour; by default free ports of this machine.
  ///   - whenAskedToEnd: what to do when the admin side asks for the end, in the server's thread;
  ///     by default the server stops listening and ends its connections by itself.
  /// - Throws: `SystemError`, as for a port that is taken, or `SnapshotError` for a snapshot that
  ///   is none.
  public static func start(
    _ configuration: ServerConfiguration = ServerConfiguration(),
    whenAskedToEnd: (@Sendable () -> Void)? = nil
  ) throws -> ReferenceServer {
    FileLimit.raise()
    let listener = try Listener(host: configuration.host, port: configuration.port)
    let adminListener = try Listener(host: loopback, port: configuration.adminPort)
    var files: [Int32] = [0, 0]
    guard pipe(&files) == 0 else { throw SystemError("cannot make a pipe") }
    for file in files { makeNonBlocking(file) }
    var core =
      try configuration.snapshot.map { snapshot throws(SnapshotError) in
        try ServerCore(options: configuration.options, snapshot: snapshot)
      } ?? ServerCore(options: configuration.options)
    let clock = WallClock(isManual: configuration.hasManualClock)
    for rule in configuration.faults {
      _ = core.handle(.control(.addFault(rule)), now: clock.nowMilliseconds)
    }
    let workers = try SQLWorkers(
      libraryFiles: configuration.sqliteLibraryFiles,
      threadCount: configuration.options.remoteSQL.runningCount)
    let loop = try ServerLoop(
      listener: listener, adminListener: adminListener, wakeFile: files[0],
      core: core, clock: clock, limits: WebSocketLimits(), trace: configuration.trace,
      echo: configuration.echo, workers: workers,
      whenAskedToEnd: whenAskedToEnd)
    return ReferenceServer(
      host: configuration.host, port: listener.port, adminPort: adminListener.port,
      wakeFiles: (files[0], files[1]),
      thread: try LoopThread {
        loop.run()
        configuration.whenEnded?(loop.core)
      })
  }

  private static let loopback = "127.0.0.1"

  private init(
    host: String, port: UInt16, adminPort: UInt16, wakeFiles: (Int32, Int32), thread: LoopThread
  ) {
    self.host = host
    self.port = port
    self.adminPort = adminPort
    self.wakeFiles = wakeFiles
    self.thread = thread
  }

  /// The server over HTTP.
  public var httpEndpoint: String { "http://\(host):\(port)" }

  /// Where envoys connect.
  public var envoyEndpoint: String { "ws://\(host):\(port)/envoys/connect" }

  /// Where clients of the KV channel connect.
  public var kvChannelEndpoint: String { "ws://\(host):\(port)/kv/connect" }

  /// Where the server is looked at and steered.
  public var adminEndpoint: String { "http://\(ReferenceServer.loopback):\(adminPort)" }

  /// Tells all peers that the server goes, waits up to a second for them, and returns when
  /// everything is released. Call it once.
  public func stop() {
    requestStop()
    thread.join()
    close(wakeFiles.reading)
    close(wakeFiles.writing)
  }

  /// Has the server begin to stop, without waiting; may be called from a signal's thread.
  private func requestStop() {
    var byte: UInt8 = 1
    _ = write(wakeFiles.writing, &byte, 1)
  }
}

import EnvoyServerCore
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
  public let port: UInt16

  private let wakeFile: Int32
  private let thread: LoopThread

  /// Starts a server. It takes connections once this returns.
  ///
  /// - Throws: the system's reason, as for a port that is taken.
  public static func start(
    _ configuration: ServerConfiguration = ServerConfiguration()
  ) throws(SystemError) -> ReferenceServer {
    FileLimit.raise()
    let listener = try Listener(host: configuration.host, port: configuration.port)
    var files: [Int32] = [0, 0]
    guard pipe(&files) == 0 else { throw SystemError("cannot make a pipe") }
    for file in files { makeNonBlocking(file) }
    let loop = try ServerLoop(
      listener: listener, wakeFile: files[0], core: ServerCore(options: configuration.options),
      limits: WebSocketLimits())
    return ReferenceServer(
      host: configuration.host, port: listener.port, wakeFile: files[1],
      thread: try LoopThread {
        loop.run()
        close(files[0])
      })
  }

  private init(host: String, port: UInt16, wakeFile: Int32, thread: LoopThread) {
    self.host = host
    self.port = port
    self.wakeFile = wakeFile
    self.thread = thread
  }

  /// The server over HTTP.
  public var httpEndpoint: String { "http://\(host):\(port)" }

  /// Where envoys connect.
  public var envoyEndpoint: String { "ws://\(host):\(port)/envoys/connect" }

  /// Where clients of the KV channel connect.
  public var kvChannelEndpoint: String { "ws://\(host):\(port)/kv/connect" }

  /// Tells all peers that the server goes, waits up to a second for them, and returns when
  /// everything is released. Call it once.
  public func stop() {
    requestStop()
    thread.join()
    close(wakeFile)
  }

  /// Has the server begin to stop, without waiting; may be called from a signal's thread.
  private func requestStop() {
    var byte: UInt8 = 1
    _ = write(wakeFile, &byte, 1)
  }
}

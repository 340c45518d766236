import BareJSON
import CommandLineSupport
import EnvoyServer
import Foundation

/// A server as a process of its own, which says where it is by a ready line.
final class ServerProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// What the ready line says.
  let transport: SocketTransport

  /// Starts a command; a name without `/` is looked for in `PATH`.
  ///
  /// - Throws: a command that does not start, or that says no ready line.
  init(_ command: [String]) throws {
    process.setCommand(command)
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = try Self.readyLine(output.fileHandleForReading)
    guard let transport = Self.transport(of: line) else {
      throw UsageError(
        "expected a ready line with `endpoints` on standard output of "
          + "`\(command.joined(separator: " "))`, got `\(line)`")
    }
    self.transport = transport
  }

  /// Our own server, started with options.
  static func own(_ options: [String]) throws -> ServerProcess {
    try ServerProcess([Executable.url.path, "serve", "--until-stdin-closes"] + options)
  }

  /// Ends it by its standard input, or else by a signal.
  func end() {
    try? input.fileHandleForWriting.close()
    process.terminate()
    process.waitUntilExit()
  }

  private static func readyLine(_ file: FileHandle) throws -> String {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try file.read(upToCount: 1), !byte.isEmpty else { break }
      line += byte
    }
    return String(decoding: line.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func transport(of line: String) -> SocketTransport? {
    guard let endpoints = (try? JSONValue(parsing: line))?["endpoints"] else { return nil }
    let envoy = endpoints["envoy"]?.stringValue ?? endpoints["kvChannel"]?.stringValue
    let channel = endpoints["kvChannel"]?.stringValue ?? envoy
    guard let envoy = envoy.flatMap(Endpoint.init), let channel = channel.flatMap(Endpoint.init)
    else { return nil }
    return SocketTransport(
      envoy: envoy, channel: channel,
      adminClient: endpoints["admin"]?.stringValue.flatMap { AdminClient($0) })
  }
}

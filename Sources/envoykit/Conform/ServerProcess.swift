import BareJSON
import CommandLineSupport
import EnvoyServer
import Foundation
import SocketIO

/// A server as a process of its own, which says where it is by a ready line.
final class ServerProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// What the ready line says.
  let transport: SocketTransport

  /// Starts a command; a name without `/` is looked for in `PATH`.
  ///
  /// - Parameter pattern: finds where it listens in what it says; nil where it writes a ready line.
  /// - Throws: a command that does not start, or that does not say where it is.
  init(_ command: [String], pattern: EndpointPattern? = nil) throws {
    process.setCommand(command)
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    guard let transport = try Self.transport(output.fileHandleForReading, pattern) else {
      process.terminate()
      throw UsageError(
        "expected a \(pattern == nil ? "ready line with `endpoints`" : "line like the pattern") "
          + "on standard output of `\(command.joined(separator: " "))`, and it ended without one")
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

  /// What the first line that says it tells.
  private static func transport(
    _ file: FileHandle, _ pattern: EndpointPattern?
  ) throws -> SocketTransport? {
    while let line = try line(of: file) {
      if let pattern {
        if let endpoint = pattern.endpoint(in: line) {
          return SocketTransport(envoy: endpoint, channel: endpoint, adminClient: nil)
        }
      } else if let transport = transport(of: line) {
        return transport
      }
    }
    return nil
  }

  private static func line(of file: FileHandle) throws -> String? {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try file.read(upToCount: 1), !byte.isEmpty else {
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
      }
      line += byte
    }
    return String(decoding: line.dropLast(), as: UTF8.self)
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

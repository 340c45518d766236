import EnvoyServer
import Foundation
import Testing

/// Clients that nobody here wrote, where the machine has them.
@Suite struct ForeignClientTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Testees")

  /// Runs a program of the `PATH`; gives its status and what it said.
  private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private static let hasWebsockets =
    (try? run(["python3", "-c", "import websockets"]).status) == 0

  @Test(
    "Python's websockets connects, commits, reads, pings and closes",
    .enabled(if: hasWebsockets, "there is no `websockets` of PyPI"))
  func websockets() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let script = Self.folder.appending(path: "websockets_client.py").path
    let (status, text) = try Self.run(["python3", script, server.envoyEndpoint])
    #expect(status == 0, "\(text)")
  }
}

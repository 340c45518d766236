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
    // Where Debian keeps modules for Node; a Node of another origin does not look there by itself.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["NODE_PATH": "/usr/share/nodejs"]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private static let hasWebsockets =
    (try? run(["python3", "-c", "import websockets"]).status) == 0

  private static let hasWS = (try? run(["node", "-e", "require('ws')"]).status) == 0
  private static let hasChromium = (try? run(["chromium", "--version"]).status) == 0

  @Test(
    "Node's ws connects, commits whole and in pieces, reads, pings and closes",
    .enabled(if: hasWS, "there is no `ws` for Node"))
  func ws() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let script = Self.folder.appending(path: "ws_client.js").path
    let (status, text) = try Self.run(["node", script, server.envoyEndpoint])
    #expect(status == 0, "\(text)")
  }

  /// An actor of two generations, each of which wrote some of its pages.
  private func fill(_ place: AdminPlace) throws -> Client {
    let envoy = try place.envoy(version: "2")
    for (generation, count) in [(UInt8(1), UInt8(64)), (2, 24)] {
      if generation == 2 {
        #expect(try place.ask("POST", "/namespaces/ns/actors/a/bump-generation").0 == 200)
      } else {
        try envoy.send(message: [7, 0, 0, 0, 0, 1, 0x61, 1, 0, 0, 0, 0, 0, 0, 0, 0])
      }
      var commit: [UInt8] = [8, generation, 0, 0, 0, 1, 0x61]
      commit += [generation, 0, 0, 0, 0, 0, 0, 0, generation - 1, 0, 0, 0, 0, 0, 0, 0, count]
      for page in 1...count {
        commit += [page, 0, 0, 0, 0x80, 0x20] + [UInt8](repeating: page, count: 4096)
      }
      try envoy.send(message: commit + [64, 0, 0, 0])
      while let bytes = binary(try envoy.next()), bytes.first != 7 {}
    }
    try envoy.send(
      message: [7, 9, 0, 0, 0, 1, 0x61, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0])
    return envoy
  }

  @Test(
    "a browser shows actors, pages, connections and journal, and switches faults",
    .enabled(if: hasWS && hasChromium, "there is no `chromium`, or no `ws` for Node"))
  func page() throws {
    let place = try AdminPlace()
    let envoy = try fill(place)
    let script = Self.folder.appending(path: "admin_page.js").path
    let screenshot = ProcessInfo.processInfo.environment["ADMIN_PAGE_SCREENSHOT"].map { [$0] }
    let (status, text) = try Self.run(
      ["node", script, place.server.adminEndpoint] + (screenshot ?? []))
    #expect(status == 0, "\(text)")
    _ = envoy
  }

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

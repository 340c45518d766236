import Foundation

/// Programs in other languages that a machine may have.
enum Programs {
  static let hasPython = succeeds(["python3", "--version"])
  static let hasWebsockets = succeeds(["python3", "-c", "import websockets"])
  static let hasNode = succeeds(["node", "--version"])

  private static func succeeds(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

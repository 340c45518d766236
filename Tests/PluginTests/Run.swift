import Foundation

/// What a command said and took.
struct Run {
  let status: Int32

  /// Both streams, without the times at its end.
  let output: String

  /// User and system time of the command and all it started.
  let cpuSeconds: Double

  /// Runs a command to its end; a shell around it tells the times.
  init(_ command: [String], in folder: URL, _ variables: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", #""$@" 2>&1; code=$?; times; exit $code"#, "sh"] + command
    process.currentDirectoryURL = folder
    process.environment = Self.environment.merging(variables) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    status = process.terminationStatus
    output = lines.dropLast(3).map { $0 + "\n" }.joined()
    cpuSeconds = lines.dropLast().last.map(Self.seconds) ?? 0
  }

  /// Without what a test run tells its own processes, such as where to write coverage.
  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("SWIFTPM_") && !name.hasPrefix("SWIFT_TESTING")
        && !name.hasPrefix("XCTest") && name != "LLVM_PROFILE_FILE"
    }
  }

  /// `1m2.5s 0m3.25s` is 65.75: the second line of `times` is of the commands.
  private static func seconds(_ line: Substring) -> Double {
    line.split(separator: " ").reduce(0) { sum, time in
      let parts = time.dropLast().split(separator: "m").compactMap { Double($0) }
      return sum + (parts.count == 2 ? parts[0] * 60 + parts[1] : 0)
    }
  }
}

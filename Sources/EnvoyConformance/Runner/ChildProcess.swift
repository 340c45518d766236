import Foundation

/// A testee as a process of its own: lines over its standard input and output, and the end of what
/// it said on standard error, where there is a folder for temporary files to keep that in.
final class ChildProcess {
  /// The lines to and from it.
  let lines: DuplexLines

  private let process: Process
  private let input: Pipe
  private let output: Pipe
  private let errorFile: URL
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Starts a command; a name without `/` is looked for in `PATH`.
  ///
  /// - Throws: what the system says where it cannot be started.
  init(command: [String]) throws {
    process = Process()
    input = Pipe()
    output = Pipe()
    errorFile = FileManager.default.temporaryDirectory.appending(
      path: "envoykit-\(UUID().uuidString).stderr")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    process.setCommand(command)
    process.standardInput = input
    process.standardOutput = output
    process.standardError = (try? FileHandle(forWritingTo: errorFile)) ?? .nullDevice
    process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
    try process.run()
    lines = DuplexLines(
      input: output.fileHandleForReading.fileDescriptor,
      output: input.fileHandleForWriting.fileDescriptor)
  }

  deinit {
    try? FileManager.default.removeItem(at: errorFile)
  }

  /// Closes its input, gives it so long to end, and says how it ended and what its last words were.
  func finish(withinMilliseconds timeoutMilliseconds: Int32) -> String {
    try? input.fileHandleForWriting.close()
    try? output.fileHandleForReading.close()
    let deadline = DispatchTime.now() + .milliseconds(Int(timeoutMilliseconds))
    if hasEnded.wait(timeout: deadline) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      hasEnded.wait()
    }
    let status = process.terminationStatus
    let end =
      process.terminationReason == .exit ? "exit status \(status)" : "signal \(status)"
    let words = lastWords
    return words.isEmpty ? end : "\(end); its last words: \(words)"
  }

  /// The end of standard error, enough for a stack trace's cause.
  private var lastWords: String {
    let shownByteCount = 400
    guard let data = try? Data(contentsOf: errorFile) else { return "" }
    let text = String(decoding: data.suffix(shownByteCount), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).joined(separator: " | ")
  }
}

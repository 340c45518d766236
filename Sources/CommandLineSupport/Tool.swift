#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A command of a tool, such as `barec check`.
public protocol ToolCommand: Sendable {
  /// Its name; two words for a command below another.
  static var name: String { get }

  /// What `--help` prints: usage, examples, options.
  static var help: String { get }

  /// Takes the arguments behind the name.
  init(parsing scanner: inout ArgumentScanner) throws

  /// Does the work.
  func run() throws -> ExitStatus
}

/// A tool: picks the command, runs it, and turns errors into a line and an exit status.
public struct Tool {
  private let name: String
  private let version: String
  private let help: String
  private let commands: [any ToolCommand.Type]

  /// Makes a tool; `help` is what `--help` prints without a command.
  public init(name: String, version: String, help: String, commands: [any ToolCommand.Type]) {
    self.name = name
    self.version = version
    self.help = help
    self.commands = commands
  }

  /// Runs the command that the arguments name, and ends the process.
  public func run(_ arguments: some Collection<String>) -> Never {
    Terminal.ignoreBrokenPipes()
    exit(status(of: Array(arguments)).rawValue)
  }

  private func status(of arguments: [String]) -> ExitStatus {
    do {
      if let command = command(of: arguments) { return try run(command, arguments) }
      switch arguments.first {
      case "--version": try Terminal.write("\(name) \(version)\n".utf8)
      case "help": return status(of: arguments.dropFirst() + ["--help"])
      case "-h", "--help": try Terminal.write("\(help)\n".utf8)
      case nil:
        try Terminal.write("\(help)\n".utf8, to: .error)
        return .usage
      case let word?: try answer(word, next: arguments.dropFirst().first)
      }
      return .success
    } catch let error {
      _ = try? Terminal.write("\(name): error: \(error)\n".utf8, to: .error)
      if let error = error as? FileError { return error.exitStatus }
      return error is UsageError ? .usage : .findings
    }
  }

  /// Tells what is below the first word of commands of two, or that there is no such command.
  private func answer(_ word: String, next: String?) throws {
    let below = commands.filter { $0.name.hasPrefix(word + " ") }
    guard !below.isEmpty else {
      let names = commands.flatMap { [$0.name, String($0.name.prefix { $0 != " " })] }
      let known = names + ["help", "--help", "--version"]
      let help = suggestion(for: word, among: known) ?? "`\(name) --help` lists them"
      throw UsageError("unknown command `\(word)`; \(help)")
    }
    guard ["-h", "--help"].contains(next) else {
      let words = below.map { String($0.name.dropFirst(word.count + 1)) }
      throw UsageError(word, expects: words, met: next)
    }
    let usages = below.flatMap { $0.help.split(separator: "\n").prefix { $0.hasPrefix(name) } }
    try Terminal.write((usages.joined(separator: "\n") + "\n").utf8)
  }

  private func command(of arguments: [String]) -> (any ToolCommand.Type)? {
    commands.first { arguments.starts(with: $0.name.split(separator: " ").map(String.init)) }
  }

  private func run(_ command: any ToolCommand.Type, _ arguments: [String]) throws -> ExitStatus {
    var scanner = ArgumentScanner(arguments.dropFirst(command.name.split(separator: " ").count))
    guard !scanner.wantsHelp else {
      try Terminal.write("\(command.help)\n".utf8)
      return .success
    }
    return try command.init(parsing: &scanner).run()
  }
}

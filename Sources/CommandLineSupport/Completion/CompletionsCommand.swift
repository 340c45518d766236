/// A tool whose command line a shell can complete.
public protocol CompletedTool {
  /// Its commands, options and values.
  static var completions: CompletionTable { get }
}

/// The shells that scripts are written for.
public enum Shell: String, CaseIterable, Sendable {
  /// From version 3.2 on.
  case bash
  /// With `compinit`.
  case zsh
  /// From version 3 on.
  case fish

  /// A script that completes the command line of a tool.
  public func script(for table: CompletionTable) -> String {
    switch self {
    case .bash: BashCompletion(table: table).script
    case .zsh: ZshCompletion(table: table).script
    case .fish: FishCompletion(table: table).script
    }
  }
}

/// `completions`: a script for a shell.
public struct CompletionsCommand<Completed: CompletedTool>: ToolCommand {
  /// The command in the tool's table.
  public static var entry: CompletionTable.Command {
    .init(name, arguments: .word(of: Shell.self))
  }

  /// The name.
  public static var name: String { "completions" }

  /// How each shell takes its script.
  public static var help: String {
    let tool = Completed.completions.tool
    return """
      \(tool) completions SHELL

      Examples:
        source <(\(tool) completions bash)
        \(tool) completions zsh > ~/.zsh/completions/_\(tool)
        \(tool) completions fish > ~/.config/fish/completions/\(tool).fish

      Writes a script by which a shell completes commands, options, values and files.
      The first example is for ~/.bashrc; the folder of the second has to be in
      $fpath. SHELL is bash, zsh or fish.
      """
  }

  private let shell: Shell

  /// Takes the name of a shell.
  public init(parsing scanner: inout ArgumentScanner) throws {
    shell = try Shell(argument: try scanner.positional("SHELL"), of: "SHELL")
    try scanner.finish()
  }

  /// Writes the script.
  public func run() throws -> ExitStatus {
    try Terminal.write(shell.script(for: Completed.completions).utf8)
    return .success
  }
}

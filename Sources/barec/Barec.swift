import BareGenerate
import CommandLineSupport

/// The schema tool: checks BARE schemas, generates Swift, and converts messages.
@main
enum Barec {
  static let help = """
    Examples:
      barec check schemas/*.bare
      barec format schemas/*.bare
      barec generate person.bare --out Person.swift
      barec generate --family Envoy v1.bare v2.bare --out Envoy.swift
      echo '{"name": "Ada"}' | barec encode person.bare Person --hex
      echo 03416461 | barec decode person.bare Person --hex
      echo 03416461 | barec explain person.bare Person --hex

    Commands:
      generate     Swift from schemas
      check        say what is wrong with schemas
      lint         the same; with --list the rules beyond errors
      format       write schemas in one form, comments kept
      encode       JSON to bytes
      decode       bytes to JSON
      explain      what each byte of a message says, or what a diagnostic means
      diff         the first field in which two messages differ
      describe     what types look like in bytes
      breaking     what a change of a schema does to messages
      lsp          a language server, for editors
      completions  a script by which bash, zsh or fish completes all this

    Options:
      -h, --help   help on a command: barec generate --help, or barec help generate
      --version    the version

    Exit status: 0 fine, 1 findings, 64 usage, 65 a message that
    `explain` or `diff` cannot read, 66 no such file, 73 cannot write.
    """

  static let commands: [any ToolCommand.Type] = [
    GenerateCommand.self, CheckCommand.self, LintCommand.self, FormatCommand.self,
    EncodeCommand.self, DecodeCommand.self, ExplainCommand.self, DiffCommand.self,
    DescribeCommand.self, BreakingCommand.self, LspCommand.self, CompletionsCommand<Barec>.self,
  ]

  static func main() {
    let tool = Tool(name: "barec", version: Version.text, help: help, commands: commands)
    tool.run(CommandLine.arguments.dropFirst())
  }
}

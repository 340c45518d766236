import BareGenerate
import CommandLineSupport

/// What the plugins run: `barec generate` and nothing else of `barec`, since every build of a user
/// compiles it, twice and unoptimised.
@main
enum BareGenerateTool {
  private static let help = """
    Examples:
      bare-generate generate person.bare --out Person.swift

    This is the part of `barec` that the plugins run. Its only command is `generate`:
    bare-generate generate --help
    """

  static func main() {
    let tool = Tool(
      name: "bare-generate", version: Version.text, help: help, commands: [GenerateCommand.self])
    tool.run(CommandLine.arguments.dropFirst())
  }
}

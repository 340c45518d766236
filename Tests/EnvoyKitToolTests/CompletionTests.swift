import CommandLineSupport
import CompletionChecks
import Testing

@testable import envoykit

/// The table of what shells complete, beside what the commands are.
struct CompletionTests {
  private static let check = CompletionCheck(
    EnvoyKitTool.completions, help: EnvoyKitTool.help, commands: EnvoyKitTool.commands)

  @Test("the table has every command, in the order of the help")
  func commands() {
    #expect(Self.check.commandFindings() == [])
  }

  @Test("the table has the options that the help of each command has")
  func help() {
    #expect(Self.check.helpFindings() == [])
  }

  @Test("the table has the options that each command asks for")
  func scanner() {
    #expect(Self.check.scannerFindings() == [])
  }

  @Test("the words of the table are taken by the commands, and no others")
  func words() {
    #expect(Self.check.wordFindings() == [])
  }

  @Test("each shell has its script, and the nearest is proposed for one that is not known")
  func scripts() throws {
    let place = try ToolPlace()
    for shell in Shell.allCases {
      let run = try place.envoykit("completions", shell.rawValue)
      #expect(run.status == 0)
      #expect(run.text == shell.script(for: EnvoyKitTool.completions))
    }
    let run = try place.envoykit("completions", "bsh")
    #expect(run.status == 64)
    #expect(run.errors.hasSuffix("not `bsh`; did you mean `bash`?\n"))
  }
}

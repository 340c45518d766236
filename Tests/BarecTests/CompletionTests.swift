import CompletionChecks
import Foundation
import Testing

@testable import barec

/// The table of what shells complete, beside what the commands are.
struct CompletionTests {
  private static let check = CompletionCheck(
    Barec.completions, help: Barec.help, commands: Barec.commands)

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

  @Test("the script of the tool completes in bash, file names with spaces too")
  func bash() throws {
    let place = try Workplace(["my person.bare": "", "notes.txt": ""])
    let script = try place.barec("completions", "bash")
    #expect(script.status == 0)
    try place.write(
      """
      \(script.text)
      for words in 'che' 'check --st' 'check --error-format js' 'generate --access p' 'check my'; do
        COMP_WORDS=(barec $words)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _barec
        (IFS=,; echo "${COMPREPLY[*]}")
      done
      """, to: "drive")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/bash")
    guard FileManager.default.isExecutableFile(atPath: "/bin/bash") else { return }
    process.arguments = ["drive"]
    process.currentDirectoryURL = place.folder
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(
      String(decoding: output, as: UTF8.self)
        == "check\n--strict\njson\npackage,public\nmy person.bare\n")
  }

  @Test("a shell that is not known is status 64, and the nearest is proposed")
  func unknownShell() throws {
    let place = try Workplace()
    #expect(try place.barec("completions").status == 64)
    let run = try place.barec("completions", "bsh")
    #expect(run.status == 64)
    #expect(
      run.errors
        == "barec: error: `SHELL` expects bash, zsh or fish, not `bsh`; did you mean `bash`?\n")
  }
}

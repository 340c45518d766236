import Foundation
import Testing

@testable import CommandLineSupport
@testable import barec

/// The table of what shells complete, beside what the commands are.
struct CompletionTests {
  @Test("the table has every command, in the order of the help")
  func commands() {
    let names = Barec.commands.map { $0.name }
    #expect(Barec.completions.commands.map(\.name) == names)
    let listed = Barec.help.matches(of: #/(?m)^  ([a-z]+) /#).map { String($0.output.1) }
    #expect(listed.filter { $0 != "barec" && $0 != "echo" } == names)
  }

  @Test("the table has the options that the help of each command has")
  func help() {
    for (command, entry) in zip(Barec.commands, Barec.completions.commands) {
      let options = command.help.matches(of: #/(?m)^  (--[a-z-]+)(?: ([A-Z][A-Z.=]*))?  /#)
      #expect(options.map { String($0.output.1) } == entry.options.map(\.key), "\(entry.name)")
      let flags = options.filter { $0.output.2 == nil }.map { String($0.output.1) }
      #expect(flags == entry.options.filter { $0.value == .flag }.map(\.key), "\(entry.name)")
    }
  }

  @Test("the table has the options that each command asks for")
  func scanner() {
    for (command, entry) in zip(Barec.commands, Barec.completions.commands) {
      // Arguments are missing, which is found after all options were asked for.
      var scanner = ArgumentScanner([])
      _ = try? command.init(parsing: &scanner)
      let asked = Set(scanner.knownOptions).subtracting(["--help"])
      #expect(asked == Set(entry.options.map(\.key)), "\(entry.name)")
    }
  }

  @Test("the words of the table are taken by the commands, and no others")
  func words() throws {
    for (command, entry) in zip(Barec.commands, Barec.completions.commands) {
      for (option, value) in entry.options {
        guard case .words(let words) = value else { continue }
        for word in words + ["nonsense"] {
          var scanner = ArgumentScanner([option, word, "a", "b", "c"])
          let message = #"`\#(option)` expects "#
          do {
            _ = try command.init(parsing: &scanner)
            #expect(words.contains(word), "\(entry.name) \(option) \(word)")
          } catch {
            #expect("\(error)".hasPrefix(message) != words.contains(word), "\(error)")
          }
        }
      }
    }
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

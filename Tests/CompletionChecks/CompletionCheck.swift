package import CommandLineSupport

/// The table of what shells complete for a tool, held against the commands of the tool. Each check
/// gives what is wrong, a text for each.
package struct CompletionCheck {
  private let table: CompletionTable
  private let help: String
  private let commands: [any ToolCommand.Type]

  /// - Parameter help: the general help of the tool, which lists the commands.
  package init(
    _ table: CompletionTable, help: String, commands: [any ToolCommand.Type]
  ) {
    self.table = table
    self.help = help
    self.commands = commands
  }

  private var pairs: some Sequence<(any ToolCommand.Type, CompletionTable.Command)> {
    zip(commands, table.commands)
  }

  /// The table and the general help have every command, in the order of the tool.
  package func commandFindings() -> [String] {
    let list = help.split(separator: "Commands:\n").last?.split(separator: "\n\n").first ?? ""
    let listed = list.matches(of: #/(?m)^  ([a-z]+(?: [a-z]+)?) /#).map { String($0.output.1) }
    let names = commands.map { $0.name }
    return differences("commands of the table", table.commands.map(\.name), names)
      + differences("commands of the help", listed, names)
  }

  /// The table has the options that the help of each command has, and knows which are flags.
  package func helpFindings() -> [String] {
    pairs.flatMap { command, entry in
      let lines = command.help.matches(of: #/(?m)^  (--[a-z-]+)(?: (\S+))?(?:  |$)/#)
      let flags = lines.filter { $0.output.2 == nil }.map { String($0.output.1) }
      let entryFlags = entry.options.filter { $0.value == .flag }.map(\.key)
      return differences(entry.name, entry.options.map(\.key), lines.map { String($0.output.1) })
        + differences("flags of \(entry.name)", entryFlags, flags)
    }
  }

  /// The table has the options that each command asks for.
  package func scannerFindings() -> [String] {
    pairs.flatMap { command, entry in
      // Arguments are missing, which is found after all options were asked for.
      var scanner = ArgumentScanner([])
      _ = try? command.init(parsing: &scanner)
      let asked = scanner.knownOptions.filter { $0 != "--help" }
      return differences(entry.name, entry.options.map(\.key).sorted(), asked.sorted())
    }
  }

  /// The words of the table are taken by the commands, and no others.
  package func wordFindings() -> [String] {
    pairs.flatMap { command, entry in
      entry.options.flatMap { option, value -> [String] in
        guard case .words(let words) = value else { return [] }
        return (words + ["nonsense"]).filter { word in
          takes(command, option, word) != words.contains(word)
        }.map { "\(entry.name) \(option) \($0)" }
      }
    }
  }

  /// Whether what is wrong with a line, if anything, is something else than the word.
  private func takes(_ command: any ToolCommand.Type, _ option: String, _ word: String) -> Bool {
    var scanner = ArgumentScanner([option, word, "a", "b", "c"])
    do {
      _ = try command.init(parsing: &scanner)
      return true
    } catch {
      return !"\(error)".hasPrefix("`\(option)` expects ")
    }
  }

  private func differences(_ what: String, _ met: [String], _ expected: [String]) -> [String] {
    met == expected ? [] : ["\(what): expected \(expected), met \(met)"]
  }
}

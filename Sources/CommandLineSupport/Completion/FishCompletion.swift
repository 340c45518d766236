/// Writes a script for fish.
struct FishCompletion {
  let table: CompletionTable

  /// The script, a `complete` for each thing that can be completed.
  var script: String {
    """
    # Completes the command line of \(table.tool).
    complete -c \(table.tool) -f
    complete -c \(table.tool) -l help -s h
    complete -c \(table.tool) -n __fish_use_subcommand -l version
    \(table.nextWords.map(next).joined())\
    \(table.commands.map(command).joined())
    """
  }

  private func next(before: String, words: [String]) -> String {
    let list = words.joined(separator: " ")
    let seen = "__fish_seen_subcommand_from"
    let condition =
      before.isEmpty
      ? "__fish_use_subcommand; or \(seen) help" : "\(seen) \(before); and not \(seen) \(list)"
    return "complete -c \(table.tool) -n '\(condition)' -a '\(list)'\n"
  }

  private func command(_ command: CompletionTable.Command) -> String {
    let conditions = command.name.split(separator: " ").map { "__fish_seen_subcommand_from \($0)" }
    let start = "complete -c \(table.tool) -n '\(conditions.joined(separator: "; and "))'"
    let options = command.options.map { name, value in
      let need = value == .flag ? "" : value == .file ? " -r -F" : " -x"
      return "\(start) -l \(name.dropFirst(2))\(need)\(action(value))\n"
    }
    let arguments = command.arguments == .file ? " -F" : action(command.arguments)
    return (options + (arguments.isEmpty ? [] : ["\(start)\(arguments)\n"])).joined()
  }

  private func action(_ value: CompletionTable.Value) -> String {
    switch value {
    case .flag, .text, .file(ending: ""): ""
    case .file(let ending): " -k -a '(__fish_complete_suffix \(ending))'"
    case .folder: " -a '(__fish_complete_directories)'"
    case .words(let words): " -a '\(words.joined(separator: " "))'"
    }
  }
}

/// Writes a script for zsh.
struct ZshCompletion {
  let table: CompletionTable

  /// The script, which works as a file `_TOOL` in a folder of `$fpath`, and sourced.
  var script: String {
    let function = "_\(table.tool)"
    return """
      #compdef \(table.tool)
      # Completes the command line of \(table.tool).

      \(function)() {
        local line="${(j: :)words[2,CURRENT-1]} "
        case $line in
      \(table.nextWords.map(next).joined())\
      \(table.commands.map(command).joined())\
        esac
      }

      if [ "$funcstack[1]" = \(function) ]; then
        \(function) "$@"
      else
        compdef \(function) \(table.tool)
      fi

      """
  }

  private func next(before: String, words: [String]) -> String {
    let help = before.isEmpty ? "help " : "help \(before) "
    return "    '\(before) ' | '\(help)') compadd -- \(words.joined(separator: " ")) ;;\n"
  }

  private func command(_ command: CompletionTable.Command) -> String {
    let wordCount = command.name.split(separator: " ").count
    let options = command.options.map { name, value in
      value == .flag ? "'*\(name)'" : "'*\(name)=:value:\(action(value))'"
    }
    let specifications = options + ["'--help'", "'*:argument:\(action(command.arguments))'"]
    return """
          '\(command.name) '*)
            shift \(wordCount) words
            ((CURRENT -= \(wordCount)))
            _arguments \(specifications.joined(separator: " \\\n        "))
            ;;

      """
  }

  private func action(_ value: CompletionTable.Value) -> String {
    switch value {
    case .flag, .text: " "
    case .file(let ending): ending.isEmpty ? "_files" : "_files -g \"*\(ending)\""
    case .folder: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    }
  }
}

/// Writes a script for bash.
struct BashCompletion {
  let table: CompletionTable

  /// The script, which is to be sourced.
  var script: String {
    let function = "_\(table.tool)"
    return """
      # Completes the command line of \(table.tool): source <(\(table.tool) completions bash)

      \(function)_words() {
        COMPREPLY=($(compgen -W "$1" -- "$word"))
      }

      # Folders, and files that end in $1; no file ends in `/`.
      \(function)_files() {
        local file
        word=${word#[\\"\\']}
        word=${word//\\\\/}
        compopt -o filenames 2> /dev/null
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(
          compgen -f -X "!*$1" -- "$word"
          compgen -d -- "$word"
        )
      }

      \(function)() {
        COMPREPLY=()
        local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} line= index
        # An option, `=` and its value are three words here.
        if [ "$word" = = ]; then
          word=
        elif [ "$option" = = ]; then
          option=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for ((index = 1; index < COMP_CWORD; index++)); do line+="${COMP_WORDS[index]} "; done
        case $line in
      \(table.nextWords.map(next).joined())\
      \(table.commands.map(command).joined())\
        esac
      }

      complete -F \(function) \(table.tool)

      """
  }

  private func next(before: String, words: [String]) -> String {
    let line = before.isEmpty ? "" : before + " "
    let options = before.isEmpty ? ["--help", "--version"] : []
    let list = (words + options).joined(separator: " ")
    return "    '\(line)' | 'help \(line)') _\(table.tool)_words '\(list)' ;;\n"
  }

  private func command(_ command: CompletionTable.Command) -> String {
    let values = command.options.filter { $0.value != .flag }.map {
      "        \($0.key):*) \(action($0.value)) ;;\n"
    }
    let names = (command.options.map(\.key) + ["--help"]).joined(separator: " ")
    return """
          '\(command.name) '*)
            case $option:$word in
      \(values.joined())\
              *:-*) _\(table.tool)_words '\(names)' ;;
              *) \(action(command.arguments)) ;;
            esac
            ;;

      """
  }

  private func action(_ value: CompletionTable.Value) -> String {
    switch value {
    case .flag, .text: ":"
    case .file(let ending): "_\(table.tool)_files '\(ending)'"
    case .folder: "_\(table.tool)_files /"
    case .words(let words): "_\(table.tool)_words '\(words.joined(separator: " "))'"
    }
  }
}

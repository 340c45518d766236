/// A page of documentation as one who follows it word for word reads it: its `sh` blocks are typed,
/// and the `text` block behind one is what then stands on the screen. A block of another kind is
/// written to a file where the line before it ends with its name, as in "`main.swift`:".
package struct Guide {
  /// What is done, one after another.
  package enum Step {
    /// A file that is written, or written anew.
    case file(path: String, text: String)

    /// A line that is typed.
    case command(Command)
  }

  /// What is typed, and what has to come of it.
  package struct Command {
    /// A line, or more where it goes on.
    package let text: String

    /// Of a command whose last line ends with `# exit status N`, this number; else 0.
    package let status: Int32

    /// What it says. `…` alone stands for any lines, and at an end of a line for the rest of it.
    package var output: [Substring] = []
  }

  /// All files and commands, in their order.
  package private(set) var steps: [Step] = []

  /// The commands alone.
  package var commands: [Command] {
    steps.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  /// Reads a page.
  package init(_ page: Substring) {
    var language: Substring?
    var title: Substring = ""
    var block: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let language { take(block, in: language, titled: title) }
        language = language == nil ? line.dropFirst(3) : nil
        block = []
      } else if language != nil {
        block.append(line)
      } else if !line.isEmpty {
        title = line
      }
    }
  }

  private mutating func take(
    _ block: [Substring], in language: Substring, titled title: Substring
  ) {
    switch language {
    case "sh": steps += Self.commands(in: block).map(Step.command)
    case "text": show(block)
    default:
      guard let path = title.firstMatch(of: /`([^`]+)`:$/)?.1 else { return }
      steps.append(.file(path: String(path), text: block.map { $0 + "\n" }.joined()))
    }
  }

  /// Takes a block as the output of the command before it.
  private mutating func show(_ block: [Substring]) {
    for (index, step) in steps.enumerated().reversed() {
      guard case .command(var command) = step else { continue }
      command.output = block
      steps[index] = .command(command)
      return
    }
  }

  /// A command goes on behind a backslash, and until the end of the text that it is given.
  private static func commands(in block: [Substring]) -> [Command] {
    var commands: [Command] = []
    var lines: [Substring] = []
    var end: Substring?
    for line in block {
      lines.append(line)
      if let word = line.firstMatch(of: /<<'([A-Z]+)'/) { end = word.1 }
      if line == end { end = nil }
      guard end == nil, !line.hasSuffix("\\") else { continue }
      let status = line.firstMatch(of: /# exit status ([0-9]+)$/).flatMap { Int32($0.1) }
      commands.append(Command(text: lines.joined(separator: "\n"), status: status ?? 0))
      lines = []
    }
    return commands
  }
}

extension Guide.Command {
  /// What stands in the way of a reader is done before: a build, and a package.
  package var isPreparation: Bool {
    text.hasPrefix("swift build ") || text.hasPrefix("pip install ")
  }

  /// The first line that the guide shows, and that did not come; nil where it shows what came.
  package func missing(in met: some Sequence<Substring>) -> String? {
    var rest = met.map { Self.settled(String($0)) }[...]
    for line in output where line != "…" {
      let expected = Self.settled(String(line))
      guard let index = rest.firstIndex(where: { Self.fits($0, expected) }) else {
        return String(line)
      }
      rest = rest[(index + 1)...]
    }
    return output.isEmpty || output.last == "…" ? nil : rest.first.map { "the end before `\($0)`" }
  }

  private static func fits(_ met: String, _ expected: String) -> Bool {
    if expected.hasPrefix("…") { return met.hasSuffix(expected.dropFirst()) }
    return expected.hasSuffix("…") ? met.hasPrefix(expected.dropLast()) : met == expected
  }

  /// Without what differs from run to run: times, ports, and names that hold a process's id.
  private static func settled(_ line: String) -> String {
    line.replacing(/\+[0-9]+ ms/, with: "+0 ms")
      .replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:0")
      .replacing(/\bn-[0-9]+/, with: "n-0")
  }
}

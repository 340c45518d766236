/// What a shell can complete on the command line of a tool; scripts for shells are written from it.
public struct CompletionTable: Sendable {
  /// The name of the tool.
  public let tool: String

  /// Its commands.
  public let commands: [Command]

  /// Makes a table.
  public init(tool: String, commands: [Command]) {
    self.tool = tool
    self.commands = commands
  }

  /// One command.
  public struct Command: Sendable {
    /// Its name; two words for a command below another.
    public let name: String

    /// What its positional arguments are.
    public let arguments: Value

    /// Its options by their names, such as `--out`, and what follows them.
    public let options: Options

    /// Makes a command.
    public init(
      _ name: String, arguments: Value = .text, options: Options = [:]
    ) {
      self.name = name
      self.arguments = arguments
      self.options = options
    }
  }

  /// Options by their names, in the order of the help. Those that several commands take are named
  /// once and added up.
  public struct Options: ExpressibleByDictionaryLiteral, Sequence, Sendable {
    private let pairs: [(key: String, value: Value)]

    /// Options as they are listed.
    public init(dictionaryLiteral pairs: (String, Value)...) {
      self.init(pairs.map { (key: $0, value: $1) })
    }

    private init(_ pairs: [(key: String, value: Value)]) {
      self.pairs = pairs
    }

    /// The options one after another.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: Value)> {
      pairs.makeIterator()
    }

    /// The options of the one, then those of the other.
    public static func + (left: Self, right: Self) -> Self {
      Self(left.pairs + right.pairs)
    }
  }

  /// What stands behind an option, or as a positional argument.
  public enum Value: Hashable, Sendable {
    /// Nothing: the option takes no value.
    case flag
    /// Any text, which nobody can complete.
    case text
    /// A file whose name ends so, such as in `.bare`; any file for an empty ending.
    case file(ending: String)
    /// A folder.
    case folder
    /// One of some words.
    case words([String])
  }
}

extension CompletionTable.Value {
  /// Any file.
  public static var file: Self { .file(ending: "") }

  /// One of the words that a type knows.
  public static func word<Word>(of type: Word.Type) -> Self
  where Word: CaseIterable & RawRepresentable<String> {
    .words(type.allCases.map(\.rawValue))
  }
}

extension CompletionTable {
  /// What may follow some words of commands: `""` for the first word of a command, and the first
  /// words of commands of two for their second.
  var nextWords: [(before: String, words: [String])] {
    var next = [(before: "", words: [String]())]
    for name in commands.map(\.name) + ["help"] {
      let words = name.split(separator: " ", maxSplits: 1).map(String.init)
      for (before, word) in zip([""] + words, words) {
        let index = next.firstIndex { $0.before == before } ?? next.endIndex
        if index == next.endIndex { next.append((before, [])) }
        if !next[index].words.contains(word) { next[index].words.append(word) }
      }
    }
    return next
  }
}

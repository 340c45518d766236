/// Hands out the arguments of a command one by one. Ask for `trailing()` if it has a meaning, then
/// for every option, then for positional arguments, then call `finish()`: what is left is an error.
/// Options are long: `--out FILE` or `--out=FILE`. `--` ends them. `-` is a positional argument.
public struct ArgumentScanner: Sendable {
  /// The arguments before `--`, nil once handed out, so that no value is taken from behind a gap.
  private var arguments: [String?]
  private var argumentsAfterDashes: [String]

  /// The options that were asked for.
  package private(set) var knownOptions = ["--help"]

  /// Takes the arguments after the name of the command.
  public init(_ arguments: some Collection<String>) {
    let parts = arguments.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
    self.arguments = Array(parts[0])
    argumentsAfterDashes = parts.count > 1 ? Array(parts[1]) : []
  }

  /// Whether help is asked for, by `-h` or `--help`.
  public var wantsHelp: Bool { arguments.contains("-h") || arguments.contains("--help") }

  /// Takes all that follows `--`, as a command to run; else those are positional arguments.
  public mutating func trailing() -> [String] {
    defer { argumentsAfterDashes = [] }
    return argumentsAfterDashes
  }

  /// Takes an option without a value; tells whether it was given.
  public mutating func flag(_ name: String) throws(UsageError) -> Bool {
    let indices = indices(of: name)
    for index in indices {
      guard arguments[index] == name else { throw UsageError("`\(name)` takes no value") }
      arguments[index] = nil
    }
    try refuseRepeat(name, count: indices.count)
    return !indices.isEmpty
  }

  /// Takes the value of an option that may be given once; nil without it.
  public mutating func value(_ name: String) throws(UsageError) -> String? {
    let found = try values(name)
    try refuseRepeat(name, count: found.count)
    return found.first
  }

  /// Takes the value of an option and converts it; a nil conversion is an error that says what was
  /// expected, such as `a port from 0 to 65535`.
  public mutating func value<Value>(
    _ name: String, expecting expected: String, _ convert: (String) -> Value?
  ) throws(UsageError) -> Value? {
    guard let text = try value(name) else { return nil }
    if let value = convert(text) { return value }
    throw UsageError("`\(name)` expects \(expected), not `\(text)`")
  }

  /// Takes the values of an option that may be repeated, in order.
  public mutating func values(_ name: String) throws(UsageError) -> [String] {
    var found: [String] = []
    for index in indices(of: name) {
      if let argument = arguments[index], argument != name {
        found.append(String(argument.dropFirst(name.count + 1)))
      } else if index + 1 < arguments.count, let value = arguments[index + 1],
        !value.hasPrefix("--")
      {
        found.append(value)
        arguments[index + 1] = nil
      } else {
        throw UsageError("`\(name)` needs a value: `\(name)=VALUE`")
      }
      arguments[index] = nil
    }
    return found
  }

  /// Takes the next positional argument; the name is for the error where there is none.
  public mutating func positional(_ name: String) throws(UsageError) -> String {
    if let argument = try nextPositional() { return argument }
    throw UsageError("\(name) is missing")
  }

  /// Takes all positional arguments that are left.
  public mutating func positionals() throws(UsageError) -> [String] {
    var found: [String] = []
    while let argument = try nextPositional() { found.append(argument) }
    return found
  }

  /// Refuses what nobody asked for.
  public mutating func finish() throws(UsageError) {
    guard let extra = try nextPositional() else { return }
    throw UsageError("unexpected argument `\(extra)`")
  }
}

extension ArgumentScanner {
  /// Where an option stands, with or without `=VALUE`.
  private mutating func indices(of name: String) -> [Int] {
    knownOptions.append(name)
    return arguments.indices.filter { "\(arguments[$0] ?? "")=".hasPrefix(name + "=") }
  }

  private func refuseRepeat(_ name: String, count: Int) throws(UsageError) {
    if count > 1 { throw UsageError("`\(name)` is given \(count) times; once is enough") }
  }

  private mutating func nextPositional() throws(UsageError) -> String? {
    for index in arguments.indices {
      guard let argument = arguments[index] else { continue }
      guard argument == "-" || !argument.hasPrefix("-") else { throw unknownOption(argument) }
      arguments[index] = nil
      return argument
    }
    return argumentsAfterDashes.isEmpty ? nil : argumentsAfterDashes.removeFirst()
  }

  private func unknownOption(_ argument: String) -> UsageError {
    let name = String(argument.prefix { $0 != "=" })
    let hint = suggestion(for: name, among: knownOptions).map { "; " + $0 } ?? ""
    return UsageError("unknown option `\(name)`\(hint)")
  }
}

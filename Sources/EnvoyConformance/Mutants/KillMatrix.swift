/// Which cases found which mutant.
public struct KillMatrix {
  /// By how many cases a mutant has to be found.
  public static let killCount = 2

  private var names: [String] = []
  private var rules: [String: String] = [:]
  private var killers: [String: [String]] = [:]

  /// Nothing found yet.
  public init() {}

  /// Whether a mutant was found often enough.
  func isKilled(_ name: String) -> Bool { killers[name, default: []].count >= Self.killCount }

  /// Counts a mutant among those that have to be found.
  mutating func add(_ name: String, breaking rule: String) {
    guard rules[name] == nil else { return }
    names.append(name)
    rules[name] = rule
  }

  /// A case found a mutant; the same case in another protocol is another case.
  mutating func add(killer: String, of name: String) {
    guard !killers[name, default: []].contains(killer) else { return }
    killers[name, default: []].append(killer)
  }

  /// Prints what became of each, the line that everybody quotes last, and says whether all were
  /// found.
  public func finish(_ print: (String) -> Void) -> SuiteEnding {
    for name in names {
      let killers = killers[name] ?? []
      let word = isKilled(name) ? "killed" : killers.isEmpty ? "SURVIVED" : "KILLED ONCE"
      let shown = killers.prefix(Self.killCount).joined(separator: ", ")
      print("\(word) \(name) (\(rules[name] ?? "")): \(shown)")
    }
    let killedCount = names.count(where: isKilled)
    print("mutants: \(killedCount) killed, \(names.count - killedCount) not")
    return killedCount == names.count && !names.isEmpty ? .passed : .failed
  }
}

/// A function of one parameter, broken over lines where it is long.
struct FunctionSignature {
  /// Everything up to the parenthesis.
  let head: String

  let parameter: String

  /// What it throws; nil for nothing.
  let error: String?

  let result: String

  /// What follows the parenthesis.
  var effects: String { (error.map { " throws(\($0))" } ?? "") + " -> \(result)" }
}

extension CodePrinter {
  /// Adds a signature with what follows it.
  func signature(_ signature: FunctionSignature, suffix: String = "") {
    list(signature.head, [signature.parameter], suffix: signature.effects + suffix)
  }

  /// Adds `head: A, B {`, what `body` adds one level deeper, and `}`; one name a line if many.
  func inheritance(_ head: String, _ names: [String], _ body: () -> Void) {
    guard !fits("\(head): \(names.joined(separator: ", ")) {") else {
      return block("\(head): \(names.joined(separator: ", "))", body)
    }
    line(head + ":")
    for (index, name) in names.enumerated() {
      line("  " + name + (index == names.count - 1 ? "" : ","))
    }
    indented("{", "}", body)
  }
}

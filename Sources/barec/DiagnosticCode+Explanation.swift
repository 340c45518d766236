import BareSchema
import CommandLineSupport

extension DiagnosticCode {
  /// The code that a command line names, in whatever case.
  init(argument: String) throws(UsageError) {
    if let code = DiagnosticCode(rawValue: argument.uppercased()) {
      self = code
      return
    }
    if argument.contains(where: { $0 == "." || $0 == "/" }) { throw UsageError("TYPE is missing") }
    let distances = Self.allCases.map { (code: $0.rawValue, distance: Self.distance($0, argument)) }
    let near = distances.min { $0.distance < $1.distance }
    let hint = near.flatMap { $0.distance <= 2 ? "did you mean `\($0.code)`?" : nil }
    throw UsageError(
      "unknown code `\(argument)`; " + (hint ?? "codes look like `\(Self.colonMissing.rawValue)`"))
  }

  private static func distance(_ code: DiagnosticCode, _ text: String) -> Int {
    editDistance(code.rawValue, String(text.uppercased().prefix(2 * code.rawValue.count)))
  }

  /// Its page as text.
  var explanation: String {
    let head = "\(severity) \(rawValue): \(summary)\n"
    guard let page else { return head }
    return """
      \(head)
      \(page.cause)

      Example:
      \(Self.indented(page.example.text))
      What to do:
      \(Self.indented(page.advice))
      Then it reads:
      \(Self.indented(page.fixed.text))
      """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}

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
    let codes = Self.allCases.map(\.rawValue)
    // Two digits that differ make another code, not a near one.
    let near = suggestion(for: argument, among: codes, maximumEdits: 1)
    throw UsageError("unknown code `\(argument)`; \(near ?? "there are \(Self.list(of: codes))")")
  }

  /// The first and last code of each hundred.
  private static func list(of codes: [String]) -> String {
    let hundreds = Dictionary(grouping: codes) { $0.dropLast(2) }.values.map { $0.sorted() }
    let ranges = hundreds.compactMap { codes in
      codes.first.map { codes.count == 1 ? $0 : "\($0) to \(codes[codes.count - 1].suffix(4))" }
    }
    return ranges.sorted().joined(separator: ", ")
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

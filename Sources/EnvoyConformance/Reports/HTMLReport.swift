import BareJSON

/// Results as one page for a browser: `report.html` with the results in it as JSON.
///
/// Cases say much that other cases say too, so each text stands once, in `texts`, and a case is an
/// array of indices: outcome, id, name, level, about, rules, command, message, and where there are
/// any, the trace and the difference. A name or a command is one text, or two with the id between.
struct HTMLReport {
  /// What stands in the template for the data.
  private static let placeholder = "@RESULTS@"

  private let suite: String
  private var texts: [JSONValue] = []
  private var indices: [JSONValue: Int] = [:]
  private var rows: [JSONValue] = []

  init(_ results: [CaseResult], suite: String) {
    self.suite = suite
    for result in results { rows.append(row(result)) }
  }

  /// The page.
  var text: String {
    let template = String(decoding: PackageResources.report_html, as: UTF8.self)
    return template.replacing(Self.placeholder, with: json, maxReplacements: 1)
  }

  /// The data, in which nothing ends the element that it stands in, whatever a testee said.
  ///
  /// It goes by bytes, since a `<` and an accent that follows it are one `Character`.
  private var json: String {
    let outcomes = CaseResult.Outcome.allCases.map { JSONValue.string($0.rawValue) }
    let data: JSONValue = [
      "version": "1", "suite": .string(suite), "outcomes": .array(outcomes),
      "texts": .array(texts), "cases": .array(rows),
    ]
    var bytes: [UInt8] = []
    for byte in data.compactBytes() {
      if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func row(_ result: CaseResult) -> JSONValue {
    let outcome = CaseResult.Outcome.allCases.firstIndex(of: result.outcome) ?? 0
    var row: [JSONValue] = [
      Self.number(outcome), index(result.id), around(result.id, in: result.name),
      index(result.level), index(result.about), .array(result.rules.map { index($0) }),
      around(result.id, in: result.reproduction), index(result.message),
    ]
    if !result.trace.isEmpty || result.difference != nil {
      row.append(.array(result.trace.map { index($0) }))
    }
    if let difference = result.difference { row.append(Self.json(difference)) }
    return .array(row)
  }

  private mutating func index(_ text: String) -> JSONValue {
    let key = JSONValue.string(text)
    if let index = indices[key] { return Self.number(index) }
    indices[key] = texts.count
    texts.append(key)
    return Self.number(texts.count - 1)
  }

  /// What stands before and after the id, which cases share, or all of it.
  private mutating func around(_ id: String, in text: String) -> JSONValue {
    guard let range = text.utf8.firstRange(of: id.utf8) else { return [index(text)] }
    return [
      index(String(text[..<range.lowerBound])), index(String(text[range.upperBound...])),
    ]
  }

  private static func json(_ difference: CaseResult.Difference) -> JSONValue {
    [
      "expected": .string(difference.expected), "got": .string(difference.got),
      "start": number(difference.start), "byteOffset": number(difference.byteOffset),
      "expectedCount": number(difference.expectedCount), "gotCount": number(difference.gotCount),
      "path": .string(difference.path),
    ]
  }

  private static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
}

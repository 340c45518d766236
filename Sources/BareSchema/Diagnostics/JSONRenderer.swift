/// Writes a diagnostic as one line of JSON, always with the same keys.
struct JSONRenderer {
  let source: SourceFile

  func render(_ diagnostic: Diagnostic) -> String {
    let members = [
      member("severity", quoted(diagnostic.severity.rawValue)),
      member("code", quoted(diagnostic.code.rawValue)),
      member("message", quoted(diagnostic.message)),
      member("path", quoted(source.path)),
      place(diagnostic.span),
      member("related", array(diagnostic.related.map(related))),
      member("help", diagnostic.help.map(quoted) ?? "null"),
      member("fixes", array(diagnostic.fixes.map(fix))),
    ]
    return object(members) + "\n"
  }

  private func related(_ related: RelatedPlace) -> String {
    object([
      member("path", quoted(source.path)), place(related.span),
      member("label", quoted(related.label)),
    ])
  }

  private func fix(_ fix: FixIt) -> String {
    object([
      member("title", quoted(fix.title)), place(fix.span),
      member("replacement", quoted(fix.replacement)),
    ])
  }

  private func place(_ span: SourceSpan) -> String {
    let start = source.position(at: span.start)
    let end = source.position(at: span.end)
    return [
      member("line", "\(start.line)"), member("column", "\(start.column)"),
      member("endLine", "\(end.line)"), member("endColumn", "\(end.column)"),
    ].joined(separator: ",")
  }

  private func member(_ key: String, _ value: String) -> String { "\"\(key)\":\(value)" }

  private func object(_ members: [String]) -> String { "{\(members.joined(separator: ","))}" }

  private func array(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

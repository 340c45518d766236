/// Writes a diagnostic with the lines that it is about and marks below them.
struct CaretRenderer {
  let source: SourceFile
  let isColored: Bool

  func render(_ diagnostic: Diagnostic) -> String {
    let marks = marks(of: diagnostic)
    let width = marks.map { String($0.line).count }.max() ?? 1
    var lines = [heading(diagnostic), arrow(diagnostic.span, width)]
    lines.append(margin(nil, width))
    var shownLine = 0
    for mark in marks {
      if mark.line != shownLine {
        if shownLine > 0, mark.line > shownLine + 1 { lines.append(gap) }
        lines.append(excerpt(mark, width))
        shownLine = mark.line
      }
      lines.append(margin(nil, width) + markText(mark, of: diagnostic))
    }
    let indent = String(repeating: " ", count: width + 1)
    lines += diagnostic.notes.map { indent + paint("=", .margin) + " note: " + $0 }
    lines += diagnostic.help.map { [paint("help", .help) + ": " + $0] } ?? []
    return lines.map { $0 + "\n" }.joined()
  }

  /// A place to mark; only the first line of a longer place is.
  private struct Mark {
    let line: Int
    let start: Int
    let end: Int
    let label: String
    let isPrimary: Bool
  }

  private func marks(of diagnostic: Diagnostic) -> [Mark] {
    let primary = mark(diagnostic.span, diagnostic.label ?? "", isPrimary: true)
    let related = diagnostic.related.map { mark($0.span, $0.label, isPrimary: false) }
    return ([primary] + related).sorted {
      ($0.line, $0.isPrimary ? 0 : 1, $0.start) < ($1.line, $1.isPrimary ? 0 : 1, $1.start)
    }
  }

  private func mark(_ span: SourceSpan, _ label: String, isPrimary: Bool) -> Mark {
    let line = source.position(at: span.start).line
    let end = min(span.end, source.lineSpan(line).end)
    return Mark(
      line: line, start: span.start, end: max(span.start, end), label: label, isPrimary: isPrimary)
  }

  private func heading(_ diagnostic: Diagnostic) -> String {
    let role: Role =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .help
      }
    let severity = paint(diagnostic.severity.rawValue, role)
    return "\(severity): \(diagnostic.message) [\(diagnostic.code.rawValue)]"
  }

  private func arrow(_ span: SourceSpan, _ width: Int) -> String {
    let position = source.position(at: span.start)
    let indent = String(repeating: " ", count: width + 1)
    return indent + paint("-->", .margin)
      + " \(source.path):\(position.line):\(position.column)"
  }

  private var gap: String { paint("...", .margin) }

  private func margin(_ line: Int?, _ width: Int) -> String {
    let number = line.map(String.init) ?? ""
    let indent = String(repeating: " ", count: width - number.count)
    return paint(indent + number + " |", .margin)
  }

  private func excerpt(_ mark: Mark, _ width: Int) -> String {
    let text = SourceExcerpt(source, line: mark.line, around: mark.start).text
    return margin(mark.line, width) + (text.isEmpty ? "" : " " + text)
  }

  private func markText(_ mark: Mark, of diagnostic: Diagnostic) -> String {
    let excerpt = SourceExcerpt(source, line: mark.line, around: mark.start)
    let start = excerpt.column(of: mark.start)
    let length = max(1, excerpt.column(of: mark.end) - start)
    let sign = String(repeating: mark.isPrimary ? "^" : "-", count: length)
    let label = mark.label.isEmpty ? "" : " " + mark.label
    let role: Role = mark.isPrimary ? (diagnostic.severity == .error ? .error : .warning) : .margin
    return " " + String(repeating: " ", count: start) + paint(sign + label, role)
  }

  private enum Role: String {
    case error = "1;31"
    case warning = "1;33"
    case help = "1;36"
    case margin = "34"
  }

  private func paint(_ text: String, _ role: Role) -> String {
    isColored ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }
}

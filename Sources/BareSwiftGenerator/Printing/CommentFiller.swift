/// Breaks the lines of a comment anew, so that they fit where the comment moves to.
enum CommentFiller {
  /// Joins the lines of a paragraph or list item and breaks them at the width.
  ///
  /// An empty line ends a paragraph; `- ` starts a list item, whose further lines hang below its
  /// text; lines between two of three backticks are code, which stays as it is.
  static func fill(_ comment: [String], columnCount: Int) -> [String] {
    paragraphs(of: comment).flatMap { paragraph in
      paragraph.isCode ? [paragraph.text] : fill(paragraph.text, columnCount: columnCount)
    }
  }

  private static func fill(_ paragraph: String, columnCount: Int) -> [String] {
    let hanging = paragraph.hasPrefix("- ") ? "  " : ""
    var lines: [String] = []
    var lastCount = 0
    for word in paragraph.split(separator: " ") {
      let wordCount = word.count
      if !lines.isEmpty, lastCount + 1 + wordCount <= columnCount {
        lines[lines.count - 1] += " " + word
        lastCount += 1 + wordCount
      } else {
        let indent = lines.isEmpty ? "" : hanging
        lines.append(indent + word)
        lastCount = indent.count + wordCount
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  /// A paragraph, list item or empty line as one line, or a line of code.
  private struct Paragraph {
    var text: String
    var isCode = false
  }

  private static func paragraphs(of comment: [String]) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var isOpen = false
    var isInCode = false
    for line in comment {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isInCode || isFence {
        paragraphs.append(Paragraph(text: line, isCode: true))
        if isFence { isInCode.toggle() }
        isOpen = false
      } else if isOpen, !line.isEmpty, !line.hasPrefix("- ") {
        paragraphs[paragraphs.count - 1].text += " " + line
      } else {
        paragraphs.append(Paragraph(text: line))
        isOpen = !line.isEmpty
      }
    }
    return paragraphs
  }
}

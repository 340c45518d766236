/// Breaks the lines of a comment anew, so that they fit where the comment moves to.
enum CommentFiller {
  /// Joins the lines of a paragraph or list item and breaks them at the width.
  ///
  /// An empty line ends a paragraph; `- ` starts a list item, whose further lines hang below its
  /// text.
  static func fill(_ comment: [String], columnCount: Int) -> [String] {
    paragraphs(of: comment).flatMap { paragraph in
      let hanging = paragraph.hasPrefix("- ") ? "  " : ""
      var lines: [String] = []
      for word in paragraph.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= columnCount {
          lines[lines.count - 1] += " " + word
        } else {
          lines.append((lines.isEmpty ? "" : hanging) + word)
        }
      }
      return lines.isEmpty ? [""] : lines
    }
  }

  /// The paragraphs and list items, each one line; empty lines between them are kept.
  private static func paragraphs(of comment: [String]) -> [String] {
    var paragraphs: [String] = []
    var isOpen = false
    for line in comment {
      if isOpen, !line.isEmpty, !line.hasPrefix("- ") {
        paragraphs[paragraphs.count - 1] += " " + line
      } else {
        paragraphs.append(line)
      }
      isOpen = !line.isEmpty
    }
    return paragraphs
  }
}

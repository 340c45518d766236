import BareSchema
import Foundation
import GoldenFiles

/// One schema of `Cases/invalid` with all that is told of it.
struct InvalidCase {
  static let folder = GoldenFolder(
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/invalid"),
    endings: SchemaTexts.endings + [SchemaTexts.ending(.github)])

  /// Cases that are shown in GitHub's form too: repairs, many diagnostics, and a warning.
  private static let namesForGitHub = ["hint-commas", "many-faults", "pedantic-carriage-return"]

  let name: String
  let source: SourceFile
  let schema: Schema?
  let diagnostics: [Diagnostic]

  init(name: String) throws {
    self.name = name
    source = SourceFile(path: name + ".bare", bytes: try Self.folder.schema(name))
    let isPedantic = name.hasPrefix("pedantic-")
    let compilation = SchemaCompiler.compile(source, options: .init(isPedantic: isPedantic))
    schema = compilation.schema
    diagnostics = compilation.diagnostics
  }

  static func all() throws -> [InvalidCase] {
    try folder.schemaNames().map(InvalidCase.init(name:))
  }

  /// The texts that stand beside the schema, by file name.
  func texts() -> [String: String] {
    var texts = SchemaTexts.all(name, source: source, diagnostics: diagnostics)
    if Self.namesForGitHub.contains(name) {
      texts[name + SchemaTexts.ending(.github)] = DiagnosticFormat.github.render(
        diagnostics, in: source)
    }
    return texts
  }
}

extension SourceFile {
  /// The source with all repairs of the diagnostics made; of overlapping ones the first.
  func applying(_ diagnostics: [Diagnostic]) -> SourceFile {
    var bytes = self.bytes
    var limit = Int.max
    let fixes = diagnostics.flatMap(\.fixes).enumerated().sorted {
      ($0.element.span.start, $0.offset) > ($1.element.span.start, $1.offset)
    }
    for (_, fix) in fixes where fix.span.end <= limit {
      bytes.replaceSubrange(fix.span.start..<fix.span.end, with: Array(fix.replacement.utf8))
      limit = fix.span.start
    }
    return SourceFile(path: path, bytes: bytes)
  }
}

import BareSchema
import Foundation

/// One schema of `Cases/invalid` with the texts that its diagnostics must be.
struct InvalidCase {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Cases/invalid")

  let name: String
  let source: SourceFile
  let compilation: SchemaCompilation

  init(name: String) throws {
    self.name = name
    let file = Self.folder.appending(path: name + ".bare")
    source = SourceFile(path: name + ".bare", bytes: Array(try Data(contentsOf: file)))
    let isPedantic = name.hasPrefix("pedantic-")
    compilation = SchemaCompiler.compile(source, options: .init(isPedantic: isPedantic))
  }

  static func all() throws -> [InvalidCase] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bare") }.sorted()
      .map { try InvalidCase(name: String($0.dropLast(".bare".count))) }
  }

  func expectationFile(_ format: DiagnosticFormat) -> URL {
    Self.folder.appending(path: "\(name).\(format.rawValue).txt")
  }

  func rendered(_ format: DiagnosticFormat) -> String {
    format.render(compilation.diagnostics, in: source)
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

public import BareSchema

/// What stands beside every schema of a corpus: its diagnostics, and itself formatted.
public enum SchemaTexts {
  /// The forms of diagnostics that every case shows.
  public static let formats: [DiagnosticFormat] = [.plain, .caret, .json]

  /// How the names of the files end.
  public static let endings = formats.map(ending) + [".formatted.txt"]

  /// How the name of the file ends that holds diagnostics of a form.
  public static func ending(_ format: DiagnosticFormat) -> String { ".\(format.rawValue).txt" }

  /// The texts of a case by file name; empty where there is no diagnostic, and where the parser
  /// cannot read the schema.
  public static func all(
    _ name: String, source: SourceFile, diagnostics: [Diagnostic]
  ) -> [String: String] {
    var texts: [String: String] = [:]
    for format in formats {
      texts[name + ending(format)] = format.render(diagnostics, in: source)
    }
    let formatted = (try? SchemaFormatter.format(source)) ?? []
    texts[name + ".formatted.txt"] = String(decoding: formatted, as: UTF8.self)
    return texts
  }
}

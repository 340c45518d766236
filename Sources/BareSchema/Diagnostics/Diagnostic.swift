/// One thing that the compiler has to say about a schema.
public struct Diagnostic: Hashable, Sendable {
  /// How grave it is.
  public let severity: DiagnosticSeverity

  /// Its stable code.
  public let code: DiagnosticCode

  /// One sentence: small first letter, no full stop, things of the schema in backticks.
  public let message: String

  /// The place that it is about.
  public let span: SourceSpan

  /// A few words for the place, shown beside it.
  public let label: String?

  /// Other places that explain it.
  public let related: [RelatedPlace]

  /// Facts that help to understand it, a sentence each.
  public let notes: [String]

  /// What to do next.
  public let help: String?

  /// Replacements that, made together, repair the schema.
  public let fixes: [FixIt]

  /// Makes a diagnostic; the code says the severity.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String? = nil,
    related: [RelatedPlace] = [], notes: [String] = [], help: String? = nil, fixes: [FixIt] = []
  ) {
    self.init(
      severity: code.severity, code: code, message: message, span: span, label: label,
      related: related, notes: notes, help: help, fixes: fixes)
  }

  /// The same finding where it stands in the way, such as names that meet in generated code.
  public func asError() -> Diagnostic {
    Diagnostic(
      severity: .error, code: code, message: message, span: span, label: label, related: related,
      notes: notes, help: help, fixes: fixes)
  }

  private init(
    severity: DiagnosticSeverity, code: DiagnosticCode, message: String, span: SourceSpan,
    label: String?, related: [RelatedPlace], notes: [String], help: String?, fixes: [FixIt]
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.related = related
    self.notes = notes
    self.help = help
    self.fixes = fixes
  }
}

/// How grave a diagnostic is.
public enum DiagnosticSeverity: String, Sendable {
  /// The schema has no meaning until this is repaired.
  case error

  /// The schema is valid, and probably not what was meant.
  case warning

  /// Something about the other diagnostics.
  case note
}

/// A second place of a diagnostic, with the words that belong to it.
public struct RelatedPlace: Hashable, Sendable {
  /// The place.
  public let span: SourceSpan

  /// What is there, such as "first declared here".
  public let label: String

  /// Makes a place.
  public init(_ span: SourceSpan, _ label: String) {
    self.span = span
    self.label = label
  }
}

/// A replacement of a stretch of the schema's text.
public struct FixIt: Hashable, Sendable {
  /// What is replaced; an empty span is an insertion.
  public let span: SourceSpan

  /// The text that stands there afterwards.
  public let replacement: String

  /// What the replacement does, as an order: "write `str`".
  public let title: String

  /// Makes a replacement.
  public init(_ span: SourceSpan, replacement: String, title: String) {
    self.span = span
    self.replacement = replacement
    self.title = title
  }
}

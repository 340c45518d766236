@testable import BareSchema

/// Says what is wrong with a formatted text, beside the text that it was made of.
struct FormatJudge {
  let source: SourceFile
  let formatted: SourceFile
  private let schema: Schema?

  /// Formats a text.
  init(_ bytes: [UInt8]) throws(SchemaSyntaxError) {
    source = SourceFile(path: "a.bare", bytes: bytes)
    formatted = SourceFile(path: "a.bare", bytes: try SchemaFormatter.format(source))
    schema = SchemaCompiler.compile(source).schema
  }

  /// Whether the text is a schema without errors, so that its meaning can be compared.
  var isSchema: Bool { schema != nil }

  var text: String { String(decoding: formatted.bytes, as: UTF8.self) }

  /// Everything that must hold of any text; empty where it does.
  func findings() -> [String] {
    var findings: [String] = []
    let again = try? SchemaFormatter.format(formatted)
    if again != formatted.bytes { findings.append("formatting it again changes it") }
    let before = Self.pieces(of: source)
    let after = Self.pieces(of: formatted)
    if before != after { findings.append("tokens or comments changed") }
    if isUntidy { findings.append("white space is untidy") }
    if isMeaningChanged { findings.append("it means something else") }
    let documentation = SchemaCompiler.compile(formatted).schema.map(Self.documentation)
    if schema.map(Self.documentation) != documentation {
      findings.append("its comments belong to something else")
    }
    return findings
  }

  /// Tokens and comments in order, but for the pipes of unions and white space behind comments.
  static func pieces(of source: SourceFile) -> [String] {
    var lexer = Lexer(source, reportingTo: DiagnosticCollector())
    return lexer.lex().compactMap { token in
      guard token.kind == .comment || !token.kind.isTrivia, token.kind != .pipe else { return nil }
      var end = token.span.end
      while end > token.span.start, " \t\r".utf8.contains(source.bytes[end - 1]) { end -= 1 }
      return source.text(of: SourceSpan(start: token.span.start, end: end))
    }
  }

  private var isUntidy: Bool {
    guard formatted.bytes.last == UInt8(ascii: "\n") else { return true }
    let lines = formatted.bytes.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isSpaced = lines.contains { " \t\r".utf8.contains($0.last ?? 0) || $0.first == 0x09 }
    let isGapped = zip(lines, lines.dropFirst()).contains { line, next in
      line.isEmpty && (next.isEmpty || Self.isClosing(next))
        || line.last == UInt8(ascii: "{") && next.isEmpty
    }
    return isSpaced || isGapped || lines.first?.isEmpty == true || lines.last?.isEmpty == true
  }

  private static func isClosing(_ line: ArraySlice<UInt8>) -> Bool {
    line.drop { $0 == UInt8(ascii: " ") }.first == UInt8(ascii: "}")
  }

  private var isMeaningChanged: Bool {
    let after = SchemaCompiler.compile(formatted).schema
    return schema?.fingerprint != after?.fingerprint
      || schema?.types.map(\.type.compactText) != after?.types.map(\.type.compactText)
  }

  /// The comments that belong to something, of which the generator makes documentation.
  private static func documentation(_ schema: Schema) -> [[String]] {
    [schema.comment] + schema.types.flatMap { [$0.comment] + comments(in: $0.type) }
  }

  private static func comments(in type: SchemaType) -> [[String]] {
    switch type {
    case .optional(let wrapped): comments(in: wrapped)
    case .list(let element, _): comments(in: element)
    case .map(let key, let value): comments(in: key) + comments(in: value)
    case .enumeration(let values): values.map(\.comment)
    case .structure(let fields): fields.flatMap { [$0.comment] + comments(in: $0.type) }
    case .union(let members): members.flatMap { [$0.comment] + comments(in: $0.type) }
    default: []
    }
  }
}

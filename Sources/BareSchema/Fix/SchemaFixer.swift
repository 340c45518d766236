/// Repairs schemas by what diagnostics offer, as text: comments and all that is not wrong stay.
///
/// Nothing is guessed: a name that is only close to a known one is left to people. What other names
/// become is seen in generated code alone, never in messages.
public enum SchemaFixer {
  /// What became of a text.
  public struct Repair: Hashable, Sendable {
    /// The text, repaired as far as diagnostics know how.
    public let bytes: [UInt8]

    /// How many diagnostics were repaired.
    public let fixCount: Int
  }

  /// A round repairs up to 20 errors, all that are shown, so this is enough for any schema that
  /// people have, and an end for repairs that undo each other.
  private static let maximumRoundCount = 1000

  /// Repairs a source, over and over, since one mistake may hide others. What does not leave fewer
  /// errors in the end is not done.
  public static func repair(
    _ source: SourceFile, options: SchemaCompiler.Options = .init()
  ) -> Repair {
    let old = SchemaCompiler.compileCounting(source, options: options)
    var repaired = source
    var new = old
    var fixCount = 0
    for _ in 0..<maximumRoundCount {
      let chosen = FixChoice(of: new.compilation.diagnostics)
      guard chosen.diagnosticCount > 0 else { break }
      repaired = SourceFile(path: source.path, bytes: chosen.applied(to: repaired.bytes))
      new = SchemaCompiler.compileCounting(repaired, options: options)
      fixCount += chosen.diagnosticCount
    }
    let isBetter =
      new.compilation.schema != nil || new.errorCount < old.errorCount
    return isBetter && fixCount > 0
      ? Repair(bytes: repaired.bytes, fixCount: fixCount)
      : Repair(bytes: source.bytes, fixCount: 0)
  }
}

extension SchemaFixer.Repair {
  /// What becomes of it if the replacements that diagnostics of its text offer are made too, once;
  /// those that meet another are left out.
  public func applying(_ diagnostics: [Diagnostic]) -> SchemaFixer.Repair {
    let chosen = FixChoice(of: diagnostics)
    return SchemaFixer.Repair(
      bytes: chosen.applied(to: bytes), fixCount: fixCount + chosen.diagnosticCount)
  }
}

/// The replacements of one round: those of each diagnostic together, where none meets another's.
private struct FixChoice {
  private(set) var fixes: [FixIt] = []
  private(set) var diagnosticCount = 0

  /// A name that is close may be another.
  private static let guesses: Set<DiagnosticCode> = [.typeNotDeclared, .ruleUnknown]

  init(of diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !diagnostic.fixes.isEmpty {
      // Two insertions at one place depend on their order.
      guard !Self.guesses.contains(diagnostic.code), !diagnostic.fixes.contains(where: meets)
      else { continue }
      fixes += diagnostic.fixes
      diagnosticCount += 1
    }
  }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var end = 0
    for fix in inOrder {
      result += bytes[end..<fix.span.start] + fix.replacement.utf8
      end = fix.span.end
    }
    return result + bytes[end...]
  }

  /// Of several at one place, in the order in which their diagnostic has them.
  private var inOrder: [FixIt] {
    fixes.enumerated().sorted {
      ($0.element.span.start, $0.element.span.end, $0.offset)
        < ($1.element.span.start, $1.element.span.end, $1.offset)
    }.map(\.element)
  }

  private func meets(_ fix: FixIt) -> Bool {
    fixes.contains { $0.span.start <= fix.span.end && fix.span.start <= $0.span.end }
  }
}

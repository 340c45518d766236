/// Reads a schema and says everything that is wrong with it.
///
/// Any bytes end in a schema or in diagnostics: nothing traps, time and memory grow with the length
/// of the text, and nesting beyond `100` levels is an error.
public enum SchemaCompiler {
  /// Compiles a source: all errors of the file in one run.
  public static func compile(
    _ source: SourceFile, options: Options = Options()
  ) -> SchemaCompilation {
    compileCounting(source, options: options).compilation
  }

  /// Counts errors beyond those that are shown too.
  static func compileCounting(
    _ source: SourceFile, options: Options
  ) -> (compilation: SchemaCompilation, errorCount: Int) {
    let collector = DiagnosticCollector()
    var checker = Checker(
      SyntaxTree.parse(source, reportingTo: collector), reportingTo: collector)
    let schema = checker.check()
    let diagnostics = collector.finish().filter {
      options.isPedantic || $0.code != .carriageReturn
    }
    return (SchemaCompilation(schema: schema, diagnostics: diagnostics), collector.errorCount)
  }

  /// What to be told beyond errors.
  public struct Options: Sendable {
    /// Whether to warn of what the language does not know and everybody takes: CR LF (`BARE-A10`).
    public var isPedantic: Bool

    /// Makes options; by default nothing pedantic is told.
    public init(isPedantic: Bool = false) {
      self.isPedantic = isPedantic
    }
  }
}

/// What became of a source.
public struct SchemaCompilation: Sendable {
  /// The schema; nil if there is any error.
  public let schema: Schema?

  /// Everything found, in the order of the text; at most 20 errors, then a note about the rest.
  public let diagnostics: [Diagnostic]
}

/// A schema as it is written: nothing is checked, nothing is lost.
///
/// Nodes know which tokens they are made of, so whoever prints the text anew finds the comments and
/// blank lines between them.
struct SyntaxTree {
  let source: SourceFile
  let tokens: [Token]
  let definitions: [DefinitionSyntax]

  /// Indices of the definitions in which the parser met an error, so that parts may be missing.
  let misread: Set<Int>

  /// Reads a text; what is wrong with its characters and syntax is reported.
  static func parse(
    _ source: SourceFile, reportingTo diagnostics: DiagnosticCollector
  ) -> SyntaxTree {
    var lexer = Lexer(source, reportingTo: diagnostics)
    var parser = Parser(source, tokens: lexer.lex(), reportingTo: diagnostics)
    return parser.parse()
  }
}

/// `type NAME TYPE`.
struct DefinitionSyntax {
  let name: NameSyntax
  let type: TypeSyntax

  /// Indices of its tokens in the tree.
  let tokens: Range<Int>
}

/// A name of whatever kind, not yet looked at.
struct NameSyntax {
  let text: String
  let span: SourceSpan
}

/// A type expression; never nested deeper than `Parser.maximumNesting`.
struct TypeSyntax {
  let kind: Kind
  let tokens: Range<Int>
  let span: SourceSpan

  indirect enum Kind {
    case primitive(Primitive)
    case data(NumberSyntax?)
    case optional(TypeSyntax)
    case list(TypeSyntax, NumberSyntax?)
    case map(TypeSyntax, TypeSyntax)
    case enumeration([ValueSyntax])
    case structure([FieldSyntax])
    case union([MemberSyntax])
    case named(NameSyntax)

    /// What the parser has reported.
    case broken
  }
}

/// An integer as written.
struct NumberSyntax {
  let reading: Reading
  let span: SourceSpan

  enum Reading {
    case number(UInt64)
    case tooLarge

    /// What the parser has reported.
    case broken
  }
}

/// `NAME` or `NAME = 3` of an enum.
struct ValueSyntax {
  let name: NameSyntax
  let number: NumberSyntax?
  let tokens: Range<Int>
}

/// `name: TYPE` of a struct.
struct FieldSyntax {
  let name: NameSyntax
  let type: TypeSyntax
  let tokens: Range<Int>
}

/// `TYPE` or `TYPE = 3` of a union.
struct MemberSyntax {
  let type: TypeSyntax
  let tag: NumberSyntax?
  let tokens: Range<Int>
}

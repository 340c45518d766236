import BareSchema

/// What is formatted stays as it is, and means what it meant.
func formatterClaims(_ bytes: [UInt8]) -> [Claim] {
  let source = SourceFile(path: "a.bare", bytes: bytes)
  guard let text = try? SchemaFormatter.format(source) else {
    return [Claim("a schema can be formatted", SchemaCompiler.compile(source).schema == nil)]
  }
  let formatted = SourceFile(path: "a.bare", bytes: text)
  let old = SchemaCompiler.compile(source).schema
  let new = SchemaCompiler.compile(formatted).schema
  return [
    Claim("formatted text is formatted", (try? SchemaFormatter.format(formatted)) == text),
    Claim("the wire shape is kept", old?.fingerprint == new?.fingerprint),
    Claim("names and comments are kept", facts(of: old) == facts(of: new)),
  ]
}

/// Names, types and comments, without the white space behind comments that formatting takes away.
private func facts(of schema: Schema?) -> [[String]]? {
  schema.map { schema in
    [schema.comment.map(trimmed)]
      + schema.types.map { [$0.name, $0.type.compactText] + $0.comment.map(trimmed) }
  }
}

private func trimmed(_ line: String) -> String {
  let end = line.unicodeScalars.reversed().drop { " \t\r".unicodeScalars.contains($0) }
  return String(String.UnicodeScalarView(end.reversed()))
}

/// The fingerprints of published schemas, so that nobody changes one unseen.
///
/// The text has a line each, `envoy/v1 0123456789abcdef`; lines that are empty or start with `#`
/// say nothing.
public struct SchemaLock: Sendable {
  /// The fingerprint of each schema, by its path from the lock without `.bare`.
  public let fingerprintByName: [String: Fingerprint]

  /// Reads a lock.
  ///
  /// - Throws: ``SchemaLockError`` for a line of another form, or a schema that stands twice.
  public init(parsing text: String) throws(SchemaLockError) {
    var fingerprintByName: [String: Fingerprint] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.isEmpty || words[0].hasPrefix("#") { continue }
      guard words.count == 2, let fingerprint = Fingerprint(words[1]) else {
        throw SchemaLockError(
          line: index + 1, message: "expected a schema and 16 hex digits, met `\(line)`")
      }
      guard fingerprintByName.updateValue(fingerprint, forKey: String(words[0])) == nil else {
        throw SchemaLockError(line: index + 1, message: "`\(words[0])` stands twice: keep one line")
      }
    }
    self.fingerprintByName = fingerprintByName
  }

  /// What a schema breaks of the lock: it has no line, or another wire shape.
  public func findings(_ schema: Schema, name: String) -> [Diagnostic] {
    let fingerprint = schema.fingerprint
    let span = schema.types.first?.span ?? SourceSpan(start: 0, end: 0)
    guard let published = fingerprintByName[name] else {
      return [
        Diagnostic(
          .notLocked, "the lock has no line for `\(name)`", at: span,
          help: "add the line `\(name) \(fingerprint)`, once the schema is published")
      ]
    }
    guard published != fingerprint else { return [] }
    return [
      Diagnostic(
        .lockBroken,
        "`\(name)` is published with wire shape \(published), and has \(fingerprint)",
        at: span,
        help: "undo the change, and make it in a new version; `barec breaking` shows what it does")
    ]
  }
}

/// Why a text is no lock.
public struct SchemaLockError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int

  /// What was expected, and what was met.
  public let message: String
}

/// One change between two schemas, and what it does to messages.
public struct BreakingChange: Hashable, Sendable {
  /// How bad it is.
  public let level: BreakingLevel

  /// What was changed.
  public let code: BreakingCode

  /// The declared type that it is a change of.
  public let typeName: String

  /// One sentence: what was changed, and what happens on the wire.
  public let message: String

  /// Where it stands in the old schema; nil for what is new.
  public let oldSpan: SourceSpan?

  /// Where it stands in the new schema; nil for what is gone.
  public let newSpan: SourceSpan?
}

/// What may become of messages of one type that are read as another.
public struct WireReading: Hashable, Sendable {
  /// Some message is refused.
  public var fails = false

  /// Some message is taken for what it says.
  public var understands = false

  /// Some message is taken for something else, silently.
  public var misreads = false

  /// What may become of either.
  mutating func formUnion(_ other: WireReading) {
    fails = fails || other.fails
    understands = understands || other.understands
    misreads = misreads || other.misreads
  }

  static let refused = WireReading(fails: true)
}

/// How bad a change of a schema is.
public enum BreakingLevel: String, CaseIterable, Comparable, Sendable {
  /// Only names or declarations changed: code may not compile, messages are the same.
  case source

  /// One side refuses what the other writes.
  case wire

  /// One side takes what the other writes for something else, and nobody is told.
  case silent

  /// Worse is greater.
  public static func < (left: BreakingLevel, right: BreakingLevel) -> Bool {
    left.order < right.order
  }

  private var order: Int {
    switch self {
    case .source: 0
    case .wire: 1
    case .silent: 2
    }
  }
}

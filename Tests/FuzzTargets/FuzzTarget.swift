/// What a fuzzer drives: a reader of any bytes, and what must hold whatever they are.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Compiling and repairing schemas, and writing what is wrong with them.
  case parser

  /// Formatting schemas.
  case formatter

  /// Reading and writing JSON.
  case json

  /// What does not hold for these bytes, a sentence each; empty where all is well.
  public func findings(_ bytes: [UInt8]) -> [String] {
    let claims =
      switch self {
      case .parser: parserClaims(bytes)
      case .formatter: formatterClaims(bytes)
      case .json: jsonClaims(bytes)
      }
    return claims.filter { !$0.holds }.map(\.text)
  }
}

/// A sentence about some bytes, and whether it is true.
struct Claim {
  let text: String
  let holds: Bool

  init(_ text: String, _ holds: Bool) {
    self.text = text
    self.holds = holds
  }
}

/// How a part of a value gets from one version to its neighbour, either way.
indirect enum ValueMapping {
  /// Both versions have the same Swift type.
  case same

  /// By the function that converts a pair of types: `upgrade`, or `upgradeNAME` for an alias.
  case call(suffix: String)

  /// By what is inside.
  case optional(ValueMapping)
  case list(ValueMapping)
  case map(ValueMapping)

  /// Whether there is nothing to do.
  var isSame: Bool {
    if case .same = self { return true }
    return false
  }

  /// An expression for the part in the other version.
  func expression(_ value: String, _ direction: ConversionDirection) -> [String] {
    switch self {
    case .same: [value]
    case .call(let suffix): ["try \(direction.rawValue)\(suffix)(\(value))"]
    case .optional(let inner), .list(let inner):
      Self.closure(over: "\(value).map", inner, direction)
    case .map(let inner): Self.closure(over: "\(value).mapValues", inner, direction)
    }
  }

  private static func closure(
    over callee: String, _ inner: ValueMapping, _ direction: ConversionDirection
  ) -> [String] {
    Lines.closure(
      "try \(callee) { (value) throws(IncompatibleVersion) in",
      inner.expression("value", direction))
  }

  /// The same mapping one level further in; nothing to do stays nothing to do.
  func wrapped(_ wrap: (ValueMapping) -> ValueMapping) -> ValueMapping {
    isSame ? .same : wrap(self)
  }
}

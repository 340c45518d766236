/// Which way a conversion goes.
enum ConversionDirection: String, CaseIterable {
  /// From the older version to the newer one.
  case upgrade

  /// From the newer version to the older one.
  case downgrade

  /// The verb of a protocol that asks for it.
  var protocolVerb: String { self == .upgrade ? "Upgrades" : "Downgrades" }

  /// The label of a refusal's first argument.
  var gerund: String { self == .upgrade ? "upgrading" : "downgrading" }
}

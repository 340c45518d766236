import BareSchema

/// What Swift keeps for itself.
enum SwiftWords {
  /// Words that need backticks where they are declared or used as a plain identifier.
  static let keywords: Set<String> = [
    "Any", "Self", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
    "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is",
    "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat",
    "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw",
    "throws", "true", "try", "typealias", "var", "where", "while",
  ]

  /// A number as Swift text, long ones in groups of three digits.
  static func literal(_ number: UInt64) -> String {
    let digits = Array(String(number))
    guard digits.count >= 7 else { return String(digits) }
    var groups = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { groups.append("_") }
      groups.append(digit)
    }
    return groups
  }

  /// The name as it is declared.
  static func escaped(_ name: String) -> String {
    keywords.contains(name) || UnionMember.poorLabels.contains(name) ? "`\(name)`" : name
  }
}

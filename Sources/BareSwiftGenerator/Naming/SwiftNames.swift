/// What Swift takes as a name.
public enum SwiftNames {
  /// Whether a text may be the name of a namespace: an identifier that hides nothing that generated
  /// code needs.
  public static func isNamespace(_ text: String) -> Bool {
    isIdentifier(text) && !SwiftWords.keywords.contains(text) && !needed.contains(text)
  }

  private static let needed: Set<String> = [
    "String", "Bool", "Int", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32",
    "UInt64", "Float", "Double", "Optional", "Array", "Dictionary", "Hashable", "Sendable", "Swift",
    "Type", "Protocol", "Bytes", "BareReader", "BareWriter", "BareError", "BareMap", "BareVoid",
    "BareEnum", "BareCodable", "BareRuntime", "BareJSON", "BareJSONCodable", "BareJSONEnum",
    "BareJSONCodec", "JSONValue", "JSONFields", "JSONMember", "JSONMappingError",
    "ConversionLoss", "FamilyVersion", "IncompatibleVersion", "VersionStep", "VersionedMessage",
    "VersionedJSONCodec", "VersionedJSONMessage",
  ]

  /// Whether a text may be a name in Swift, as far as names made of schemas go.
  public static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

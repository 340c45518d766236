public import BareSchema

/// A checked schema and what its file says about it.
public struct GeneratorInput: Sendable {
  /// The checked schema.
  public let schema: Schema

  /// The path that the header of the generated file names, with `/` between its parts.
  public let path: String

  /// The text of the schema.
  public let text: String

  /// Makes an input.
  public init(schema: Schema, path: String, text: String) {
    self.schema = schema
    self.path = path
    self.text = text
  }

  /// The name of the file without folders and `.bare`.
  public var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".bare") ? String(name.dropLast(5)) : name
  }

  /// The version of a family that the file is: N where it is named `vN.bare`, N decimal, from 1,
  /// without leading zeros; nil for other names.
  public var versionNumber: UInt32? {
    guard stem.hasPrefix("v"), let number = UInt32(stem.dropFirst()), number > 0,
      stem == "v\(number)"
    else { return nil }
    return number
  }

  /// The stem in UpperCamelCase: the namespace where none is given.
  public var defaultNamespace: String {
    let words = stem.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
    return Words.upperCamel(words)
  }
}

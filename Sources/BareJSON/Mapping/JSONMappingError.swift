/// A JSON value that does not stand for a value of the wanted type: what was expected, what was
/// met, and where.
public struct JSONMappingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected, as `a decimal string of a u64`.
  public let expected: String

  /// What was met instead.
  public let met: String

  /// The way from the root of the text to the place.
  public private(set) var path: JSONPath

  /// Whether the key at the end of the path is at fault, not the value.
  public let part: JSONPath.Part

  /// Makes an error at the value itself.
  public init(expected: String, met: String) {
    self.init(expected: expected, met: met, path: JSONPath(), part: .value)
  }

  /// Makes an error at a value or key below.
  init(expected: String, met: String, path: JSONPath, part: JSONPath.Part) {
    self.expected = expected
    self.met = met
    self.path = path
    self.part = part
  }

  /// Makes an error that says what a JSON value is.
  public init(expected: String, met json: JSONValue) {
    self.init(expected: expected, met: Self.shortened(json))
  }

  /// The same error, seen from one level further out.
  public func inside(_ component: JSONPath.Component) -> JSONMappingError {
    var error = self
    error.path.components.insert(component, at: 0)
    return error
  }

  /// The same error at a key of the value, not at what it stands for.
  public func atKey(_ key: String, occurrence: Int = 0) -> JSONMappingError {
    JSONMappingError(
      expected: expected, met: met, path: JSONPath([.key(key, occurrence: occurrence)]), part: .key)
  }

  /// `at /data/keys[3]: expected …, met …`.
  public var description: String { "at \(path): \(reason)" }

  /// What was expected and met, without the place.
  public var reason: String { "expected \(expected), met \(met)" }

  private static let shownCharacterCount = 40

  private static func shortened(_ json: JSONValue) -> String {
    switch json {
    case .number(let number) where number.text.count <= shownCharacterCount: number.text
    case .string(let text) where text.count <= shownCharacterCount: json.compactText
    default: json.kindName
    }
  }
}

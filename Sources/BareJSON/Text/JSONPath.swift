/// The way from the root of a JSON text to one of its values. Values do not carry positions; a path
/// is turned into one, by reading the text again, when there is an error to show.
public struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  public enum Component: Hashable, Sendable {
    /// Into the member of this key; of repeated keys, the one with so many of the key before it.
    case key(String, occurrence: Int = 0)
    /// Into the element of an array, from 0.
    case index(Int)
  }

  /// Which end of a member a position is asked for.
  public enum Part: Sendable {
    /// The first byte of the value.
    case value
    /// The opening quote of the key; for a value without a key, the value.
    case key
  }

  /// The steps from the root; none is the root itself.
  public var components: [Component]

  /// Makes a path of steps.
  public init(_ components: [Component] = []) { self.components = components }

  /// Finds the value, or its key, in the text that the path was made from. Nil if there is none, or
  /// the text is not JSON up to there.
  public func position(of part: Part = .value, in bytes: [UInt8]) -> JSONPosition? {
    var parser = JSONParser(bytes)
    guard let offset = try? parser.offset(of: part, at: components[...]) else { return nil }
    return JSONPosition(byteOffset: offset, in: bytes)
  }

  /// `/a/b[3]`, and `/` for the root; a key that is more than a word stands in quotes.
  public var description: String {
    guard !components.isEmpty else { return "/" }
    return components.map(\.description).joined()
  }
}

extension JSONPath.Component: CustomStringConvertible {
  /// `/key` or `[3]`.
  public var description: String {
    switch self {
    case .index(let index): "[\(index)]"
    case .key(let key, _):
      key.isEmpty || key.utf8.contains { !isWordByte($0) }
        ? "/" + JSONValue.string(key).compactText : "/" + key
    }
  }
}

/// Letters, digits, `_`, `-` and every byte of a character beyond ASCII need no quotes.
private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
    true
  default: false
  }
}

extension JSONParser {
  /// Walks down the path, reading past what stands before it.
  fileprivate mutating func offset(
    of part: JSONPath.Part, at path: ArraySlice<JSONPath.Component>
  ) throws(JSONError) -> Int? {
    skipWhiteSpace()
    guard let step = path.first else { return offset }
    let isFound =
      switch step {
      case .index(let index): try enterElement(index)
      case .key(let key, let occurrence):
        try enterMember(key, occurrence, path.count == 1 && part == .key)
      }
    return isFound ? try offset(of: part, at: path.dropFirst()) : nil
  }

  /// Moves from an array to the start of an element.
  private mutating func enterElement(_ index: Int) throws(JSONError) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    var count = 0
    while try hasNext(after: count, before: UInt8(ascii: "]")) {
      if count == index { return true }
      _ = try parseValue(depth: 0)
      count += 1
    }
    return false
  }

  /// Moves from an object to the start of a member's value, or to its key.
  private mutating func enterMember(
    _ key: String, _ occurrence: Int, _ stopsAtKey: Bool
  ) throws(JSONError) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    var (count, seenCount) = (0, 0)
    while try hasNext(after: count, before: UInt8(ascii: "}")) {
      let keyOffset = offset
      if try parseKey().hasSameBytes(as: key) {
        if seenCount == occurrence {
          offset = stopsAtKey ? keyOffset : offset
          return true
        }
        seenCount += 1
      }
      _ = try parseValue(depth: 0)
      count += 1
    }
    return false
  }
}

/// The members of a JSON object in the order of the text; repeated keys are kept, for the reader of
/// the object to refuse with their place.
public struct JSONObject: Sendable {
  /// One key and its value.
  public typealias Member = (key: String, value: JSONValue)

  /// The members in order.
  public private(set) var members: [Member]

  /// Makes an object without members.
  public init() { members = [] }

  /// Makes an object of members in order.
  public init(_ members: [(String, JSONValue)]) {
    self.members = members.map { (key: $0.0, value: $0.1) }
  }

  /// The value of the first member of this key, keys being compared by their UTF-8 bytes. Looks at
  /// the members one after another.
  public subscript(key: String) -> JSONValue? {
    members.first { $0.key.hasSameBytes(as: key) }?.value
  }

  /// Adds a member at the end, whether or not there is one of this key.
  public mutating func append(_ key: String, _ value: JSONValue) {
    members.append((key: key, value: value))
  }
}

extension JSONObject: RandomAccessCollection {
  /// The index of the first member: 0.
  public var startIndex: Int { 0 }

  /// The number of members.
  public var endIndex: Int { members.count }

  /// The member at an index, in the order of the text.
  public subscript(index: Int) -> Member { members[index] }
}

extension JSONObject: Hashable {
  /// Whether both have the same members in the same order, keys compared by their bytes.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.elementsEqual(right.members) { left, right in
      left.key.hasSameBytes(as: right.key) && left.value == right.value
    }
  }

  /// Feeds count and members to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(members.count)
    for member in members {
      member.key.hashBytes(into: &hasher)
      hasher.combine(member.value)
    }
  }
}

extension JSONObject: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// Makes an object of pairs: `[("key", value)]`.
  public init(arrayLiteral members: (String, JSONValue)...) { self.init(members) }

  /// Makes an object of a dictionary literal, in the order written.
  public init(dictionaryLiteral members: (String, JSONValue)...) { self.init(members) }
}

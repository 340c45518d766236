/// A key and its value.
public struct KVPair: Hashable, Sendable {
  /// The key.
  public let key: [UInt8]

  /// What is stored under it.
  public let value: [UInt8]

  /// A pair.
  public init(key: [UInt8], value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

/// A request to the KV store of an actor, in the order that it is to be sent.
public enum KVRequest: Hashable, Sendable {
  /// What is stored under these keys.
  case get([[UInt8]])

  /// Store these, all or none.
  case put([KVPair])

  /// Remove these, all or none.
  case delete([[UInt8]])

  /// Remove all keys of a range.
  case deleteRange(KeyRange)
}

/// Values by their keys, as replies to gets hold them; a missing key has none.
public typealias StoredValues = [[UInt8]: [UInt8]]

/// A call in two steps: what has to be known, and the requests that follow from it. Each request
/// is sent once the one before it was answered; a crash between any two leaves what the plan says.
public protocol ChangePlan: Sendable {
  /// The gets; none where nothing has to be known.
  var fetch: [KVRequest] { get }

  /// The requests that make the change, given what the gets brought.
  func changes(_ stored: StoredValues) -> [KVRequest]
}

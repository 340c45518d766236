/// A connection, counted from 1 in the order in which they were opened.
public struct ConnectionID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// From 1.
  public let number: UInt64

  /// The connection of a number.
  public init(_ number: UInt64) { self.number = number }

  /// As logs and the admin side name it: `c7`.
  public var description: String { "c\(number)" }

  public static func < (left: ConnectionID, right: ConnectionID) -> Bool {
    left.number < right.number
  }
}

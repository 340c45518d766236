/// A server that is there, and answers an upgrade by something else.
public struct UpgradeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of its status line; 101 where the rest of its answer is wrong, 0 for no HTTP.
  public let status: Int

  /// What it said instead.
  public let description: String

  init(status: Int, _ description: String) {
    self.status = status
    self.description = "the server does not upgrade: \(description)"
  }
}

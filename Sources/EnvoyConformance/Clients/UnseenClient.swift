import BareJSON

/// A client that does by itself what it read of a case, and that nobody can ask.
final class UnseenClient: ClientDriver {
  func call(_ operation: String, _ arguments: JSONValue) -> Int { 0 }
  func check() {}
  func answer(to call: Int, timeoutMilliseconds: Int64) -> ClientAnswer? { .unseen }
}

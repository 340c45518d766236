import BareJSON

/// What a testee has to say of a call that failed.
enum ClientFailureForm {
  private static let classes = [
    "error", "fence-mismatch", "stage-not-found", "too-large", "closed", "timeout", "protocol",
    "dead",
  ]

  /// - Throws: what is missing, or is not one of the classes.
  static func check(_ json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    let name = try fields.decode("class", as: String.self)
    guard classes.contains(name) else {
      throw JSONMappingError(
        expected: "one of " + classes.map { "`\($0)`" }.joined(separator: ", "), met: "`\(name)`")
    }
    _ = try fields.decode("definite", as: Bool.self)
    _ = try fields.decode("message", as: String.self)
  }
}

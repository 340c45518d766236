import BareJSON
import EnvoyServerCore
import WebSocketWire

/// A request to the admin side, taken apart.
struct AdminRequest {
  /// The most bytes of a body; none of the bodies there are has more than a few hundred.
  static let maximumBodyByteCount = 1_048_576

  let method: String

  /// The path in parts, escapes undone.
  let path: [String]

  /// The parameters.
  let target: RequestTarget

  /// The body; an empty object where there is none.
  let body: JSONValue

  init(_ line: HTTPRequestLine, body: [UInt8]) throws(AdminRefusal) {
    method = line.method
    target = RequestTarget(line.target)
    path = target.path.split(separator: "/").map { RequestTarget.unescaped(String($0)) }
    guard !body.isEmpty else {
      self.body = .object([])
      return
    }
    do throws(JSONError) {
      self.body = try JSONValue(parsing: body)
    } catch {
      throw .badRequest("the body is no JSON: \(error)")
    }
  }

  /// A number in the body, as number or string.
  func number<Number: FixedWidthInteger>(_ name: String) throws(AdminRefusal) -> Number {
    try AdminRequest.number(name, in: body)
  }

  /// A number in a part of the body, as number or string.
  static func number<Number: FixedWidthInteger>(
    _ name: String, in body: JSONValue
  ) throws(AdminRefusal) -> Number {
    let text = body[name]?.stringValue ?? body[name]?.numberValue?.text
    guard let number = text.flatMap({ Number($0) }) else {
      throw .badRequest("`\(name)` in the body is not a number from \(Number.min) to \(Number.max)")
    }
    return number
  }
}

extension AdminRequest {
  /// Refuses what the body should not have, so that no misspelt member is passed over.
  func checkMembers(_ known: [String]) throws(AdminRefusal) {
    guard let object = body.objectValue else { throw .badRequest("the body is no object") }
    if let member = object.members.first(where: { !known.contains($0.key) }) {
      throw .badRequest(
        "the body has `\(member.key)`; expected are \(known.joined(separator: ", "))")
    }
  }
}

/// Why the admin side does not do something.
struct AdminRefusal: Error {
  let status: String
  let code: String
  let message: String

  static func badRequest(_ message: String) -> AdminRefusal {
    AdminRefusal(status: "400 Bad Request", code: "bad_request", message: message)
  }

  static func forbidden(_ message: String) -> AdminRefusal {
    AdminRefusal(status: "403 Forbidden", code: "forbidden", message: message)
  }

  static func notFound(_ message: String) -> AdminRefusal {
    AdminRefusal(status: "404 Not Found", code: "not_found", message: message)
  }

  static func conflict(_ message: String) -> AdminRefusal {
    AdminRefusal(status: "409 Conflict", code: "conflict", message: message)
  }

  var json: JSONValue {
    ["error": ["code": .string(code), "message": .string(message)]]
  }
}

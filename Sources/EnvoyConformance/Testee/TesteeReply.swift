import BareJSON
import BareRuntime

/// One line from a testee to a runner.
enum TesteeReply {
  /// Who the testee is.
  case hello(TesteeIdentity)

  /// The value of a message.
  case value(JSONValue)

  /// The bytes of a value.
  case bytes(Bytes)

  /// The message or value is refused.
  case reject(errorClass: String, message: String)

  /// The value has no form in the version that was asked for.
  case unsupported(VectorConversion.Refusal)

  /// What a client was told to do is done, with this result.
  case ok(JSONValue)

  /// What a client was told to do failed like this.
  case failed(JSONValue)

  /// The command, schema or type is not offered.
  case skip(String)

  /// The testee could not do its work.
  case fault(String)

  /// Reads a reply, and the number of the request that it answers.
  ///
  /// - Throws: which rule of the protocol the line breaks.
  static func read(_ json: JSONValue) throws(JSONMappingError) -> (
    sequence: Int, reply: TesteeReply
  ) {
    guard case .object(let object) = json else {
      throw JSONMappingError(expected: "a reply, an object", met: json)
    }
    var fields = try JSONFields(json)
    let sequence = Int(try fields.decode("seq", as: UInt32.self))
    let kinds = Self.kinds.filter { key in
      object.contains { $0.key == key }
    }
    guard let kind = kinds.first, kinds.count == 1 else {
      throw JSONMappingError(
        expected: "exactly one of " + Self.kinds.map { "`\($0)`" }.joined(separator: ", "),
        met: kinds.isEmpty ? "none" : kinds.joined(separator: " and "))
    }
    return (sequence, try reply(kind, try fields.take(kind)))
  }

  /// Where a testee says that a message is wrong.
  private static func place(_ json: JSONValue, unlessIn message: String) -> String {
    let offset = json["offset"]?.numberValue.map { "at byte \($0.text)" }
    let path = json["path"]?.stringValue.map { "in \($0)" }
    let parts = [offset, path].compactMap { $0 }.filter { !message.contains($0) }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }

  private static let kinds = [
    "hello", "value", "bytes", "reject", "unsupported", "ok", "failed", "skip", "fault",
  ]

  private static func reply(_ kind: String, _ json: JSONValue) throws(JSONMappingError)
    -> TesteeReply
  {
    do throws(JSONMappingError) {
      switch kind {
      case "hello": return .hello(try TesteeIdentity(json))
      case "value": return .value(json)
      case "bytes": return .bytes(try Bytes(json: json))
      case "reject":
        var fields = try JSONFields(json)
        let message = try fields.decode("message", as: String.self)
        return .reject(
          errorClass: try fields.decode("error"), message: place(json, unlessIn: message) + message)
      case "unsupported": return .unsupported(try VectorConversion.Refusal(json: json))
      case "ok": return .ok(json)
      case "failed":
        try ClientFailureForm.check(json)
        return .failed(json)
      case "skip": return .skip(try String(json: json))
      default:
        var fields = try JSONFields(json)
        return .fault(try fields.decode("message"))
      }
    } catch {
      throw error.inside(.key(kind))
    }
  }
}

/// Who a testee is and what it offers.
struct TesteeIdentity {
  let name: String
  let version: String
  let tiers: Set<String>
  let schemas: Set<String>

  /// What it does beyond coding, such as `convert`.
  let features: Set<String>

  /// Reads the reply to `hello`.
  ///
  /// - Throws: where it is not of the protocol.
  init(_ json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    name = try fields.decode("name")
    version = try fields.decode("version")
    tiers = Set(try fields.decode("tiers", as: [String].self))
    schemas = Set(try fields.decode("schemas", as: [String].self))
    features =
      json["features"] == nil ? [] : Set(try fields.decode("features", as: [String].self))
    let protocolNumber = try fields.decode("protocol", as: UInt32.self)
    guard protocolNumber == 1 else {
      throw JSONMappingError(expected: "protocol 1", met: "\(protocolNumber)")
    }
  }
}

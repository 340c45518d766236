import BareJSON
import BareRuntime

/// One line from a runner to a testee.
struct TesteeRequest {
  /// What is asked for.
  enum Command {
    case hello
    case decode(MessageType, Bytes)
    case recode(MessageType, Bytes)
    case encode(MessageType, JSONValue)

    case convert(JSONValue, type: String, from: String, to: String)

    /// A command of a newer protocol, or of a tier that this testee does not offer.
    case other(String)
  }

  /// A type of a schema.
  struct MessageType {
    let schema: String
    let type: String

    /// The schema itself, where `schema` is `inline`.
    let schemaText: String?
  }

  /// The number that the reply has to carry.
  let sequence: JSONValue

  /// The command.
  let command: Command

  /// Reads a request; keys that are not known are ignored.
  ///
  /// - Throws: where a key that the command needs is missing or of another kind.
  init(_ json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    sequence = try fields.take("seq")
    switch try fields.decode("cmd", as: String.self) {
    case "hello": command = .hello
    case "decode":
      let type = try Self.type(&fields, json)
      command = .decode(type, try fields.decode("bytes"))
    case "recode":
      let type = try Self.type(&fields, json)
      command = .recode(type, try fields.decode("bytes"))
    case "encode":
      let type = try Self.type(&fields, json)
      command = .encode(type, try fields.take("value"))
    case "convert":
      let from = try fields.decode("from", as: String.self)
      let to = try fields.decode("to", as: String.self)
      let type = try fields.decode("type", as: String.self)
      command = .convert(try fields.take("value"), type: type, from: from, to: to)
    case let name: command = .other(name)
    }
  }

  private static func type(
    _ fields: inout JSONFields, _ json: JSONValue
  ) throws(JSONMappingError) -> MessageType {
    let schema = try fields.decode("schema", as: String.self)
    let type = try fields.decode("type", as: String.self)
    let text: String? = schema == "inline" ? try fields.decode("schemaText") : nil
    return MessageType(schema: schema, type: type, schemaText: text)
  }
}

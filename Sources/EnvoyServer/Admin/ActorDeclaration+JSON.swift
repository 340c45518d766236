import BareRuntime
import EnvoyServerCore

extension ActorDeclaration {
  /// Reads `{"name"?, "key"?, "input"?}`, the input in hex.
  init(_ request: AdminRequest) throws(AdminRefusal) {
    self.init()
    try request.checkMembers(["name", "key", "input"])
    name = request.body["name"]?.stringValue
    key = request.body["key"]?.stringValue
    guard let json = request.body["input"] else { return }
    guard let bytes = json.stringValue.flatMap({ Bytes(hex: $0) }) else {
      throw .badRequest("`input` in the body is not bytes in hex")
    }
    input = bytes
  }
}

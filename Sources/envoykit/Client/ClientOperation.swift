import BareJSON
import BareRuntime
import ClientConnection
import EnvoyClient
import EnvoyProtocol

/// What a runner tells a client to do.
enum ClientOperation {
  /// Makes a client.
  case open(ClientConfiguration)

  /// Ends it.
  case close

  /// Asks the server for something.
  case request(ClientRequest)

  /// Something with a database.
  case database(actorID: String, DatabaseOperation)

  /// A newer operation, or one that this client does not offer.
  case unknown(String)

  /// What can be done with a database.
  enum DatabaseOperation {
    case open(Envoy.V2.SqliteStartupData)
    case read([UInt32])
    case write([PageDatabase.Page], pageCount: UInt32)
    case close
  }

  /// Reads `op` and `args` of a line.
  ///
  /// - Throws: an argument that is missing or of another kind.
  init(_ name: String, _ json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    switch name {
    case "open": self = .open(try ClientConfiguration(json))
    case "close": self = .close
    case let name where name.hasPrefix("sqlite."):
      guard let request = try Self.sqlite(name, json) else {
        self = .unknown(name)
        return
      }
      self = .request(.sqlite(request))
    case let name where name.hasPrefix("kv."):
      guard let request = try Self.kv(name, &fields) else {
        self = .unknown(name)
        return
      }
      self = .request(request)
    case let name where name.hasPrefix("database."):
      guard let operation = try Self.database(name, &fields) else {
        self = .unknown(name)
        return
      }
      self = .database(actorID: try fields.decode("actorId"), operation)
    default: self = .unknown(name)
    }
  }

  private static func kv(
    _ name: String, _ fields: inout JSONFields
  ) throws(JSONMappingError) -> ClientRequest? {
    let actorID = try fields.decode("actorId", as: String.self)
    switch name {
    case "kv.open": return .openActor(id: actorID)
    case "kv.close": return .closeActor(id: actorID)
    case "kv.get": return .get(actorID: actorID, keys: try fields.decode("keys"))
    case "kv.put":
      return .put(
        actorID: actorID, keys: try fields.decode("keys"), values: try fields.decode("values"))
    case "kv.delete": return .delete(actorID: actorID, keys: try fields.decode("keys"))
    case "kv.delete_range":
      return .deleteRange(
        actorID: actorID, start: try fields.decode("start"), end: try fields.decode("end"))
    default: return nil
    }
  }

  private static func sqlite(
    _ name: String, _ json: JSONValue
  ) throws(JSONMappingError) -> SqliteRequest? {
    switch name {
    case "sqlite.get_pages": return .getPages(try .init(json: json))
    case "sqlite.commit": return .commit(try .init(json: json))
    case "sqlite.commit_stage_begin": return .stageBegin(try .init(json: json))
    case "sqlite.commit_stage": return .stage(try .init(json: json))
    case "sqlite.commit_finalize": return .finalize(try .init(json: json))
    default: return nil
    }
  }

  private static func database(
    _ name: String, _ fields: inout JSONFields
  ) throws(JSONMappingError) -> DatabaseOperation? {
    switch name {
    case "database.open": return .open(try fields.decode("startup"))
    case "database.read": return .read(try fields.decode("pgnos"))
    case "database.write":
      let pages = try fields.decode("pages", as: [Envoy.V2.SqliteDirtyPage].self)
      return .write(
        pages.map { PageDatabase.Page(number: $0.pgno, bytes: $0.bytes) },
        pageCount: try fields.decode("sizePages"))
    case "database.close": return .close
    default: return nil
    }
  }
}

/// What a client is made with.
struct ClientConfiguration {
  let dialect: ClientDialect
  let address: ClientAddress
  var options = ClientSession.Options()

  /// Reads the arguments of `open`.
  ///
  /// - Throws: an argument that is missing or of another kind.
  init(_ json: JSONValue) throws(JSONMappingError) {
    var fields = try JSONFields(json)
    let name = try fields.decode("protocol", as: String.self)
    guard let dialect = ClientDialect.all[name] else {
      throw JSONMappingError(expected: "a protocol", met: "`\(name)`").inside(.key("protocol"))
    }
    func optional<Value: BareJSONCodable>(_ key: String) throws(JSONMappingError) -> Value? {
      json[key] == nil ? nil : try fields.decode(key)
    }
    let url = try fields.decode("endpoint", as: String.self)
    let address = ClientAddress(
      url, dialect, namespace: try fields.decode("namespace"), token: try optional("token"),
      envoyKey: try optional("envoyKey") ?? "envoykit-client")
    guard let address else {
      throw JSONMappingError(expected: "`ws://HOST:PORT`", met: "`\(url)`").inside(.key("endpoint"))
    }
    self.dialect = dialect
    self.address = address
    if let timeout: Int64 = try optional("timeoutMilliseconds") {
      options.timeoutMilliseconds = timeout
    }
    if let reconnect: Int64 = try optional("reconnectMilliseconds") {
      options.reconnectMilliseconds = reconnect
    }
  }
}

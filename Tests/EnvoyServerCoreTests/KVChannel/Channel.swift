import BareRuntime
import KVChannelProtocol

@testable import EnvoyServerCore

/// A client of the KV channel in a ``World``.
struct Channel {
  typealias Request = KVChannel.V1.RequestData
  typealias Response = KVChannel.V1.ResponseData

  let connection: ConnectionID

  init(_ world: inout World, namespace: String = "ns") {
    connection = world.open("/kv/connect?namespace=\(namespace)&protocol_version=1")
  }

  /// Sends requests at once, with ids from 0, and takes what comes back.
  func burst(_ world: inout World, _ requests: [(String, Request)]) throws -> [Response] {
    _ = world.take(connection)
    try post(&world, requests)
    return try replies(&world).map(\.data)
  }

  /// Sends requests at once, with ids from a number on.
  func post(_ world: inout World, _ requests: [(String, Request)], from first: UInt32 = 0) throws {
    for (offset, (actor, data)) in requests.enumerated() {
      let request = KVChannel.V1.ToServerRequest(
        requestId: first &+ UInt32(offset), actorId: actor, data: data)
      world.handle(.message(connection, try KVChannel.V1.ToServer.request(request).encoded()))
    }
  }

  /// Takes what came.
  func messages(_ world: inout World) throws -> [KVChannel.V1.ToClient] {
    try world.take(connection).map { try KVChannel.V1.ToClient(decoding: $0) }
  }

  /// Takes the replies that came, and drops pings.
  func replies(_ world: inout World) throws -> [KVChannel.V1.ToClientResponse] {
    try messages(&world).compactMap { message in
      if case .response(let response) = message { response } else { nil }
    }
  }

  func ask(_ world: inout World, _ actor: String, _ request: Request) throws -> Response {
    guard let reply = try burst(&world, [(actor, request)]).first else {
      throw Unexpected("no reply")
    }
    return reply
  }

  /// The code of the refusal; nil for none.
  func code(_ world: inout World, _ actor: String, _ request: Request) throws -> String? {
    try ask(&world, actor, request).code
  }
}

extension KVChannel.V1.ResponseData {
  var code: String? {
    if case .errorResponse(let error) = self { error.code } else { nil }
  }

  /// Pairs of a get, as texts of hex digits.
  var pairs: [[Bytes]]? {
    guard case .kvGetResponse(let get) = self, get.keys.count == get.values.count else {
      return nil
    }
    return zip(get.keys, get.values).map { [$0, $1] }
  }
}

extension KVChannel.V1.RequestData {
  static func get(_ keys: Bytes...) -> Self { .kvGetRequest(.init(keys: keys)) }
  static func delete(_ keys: Bytes...) -> Self { .kvDeleteRequest(.init(keys: keys)) }
  static func put(_ pairs: (Bytes, Bytes)...) -> Self {
    .kvPutRequest(.init(keys: pairs.map(\.0), values: pairs.map(\.1)))
  }
  static func range(_ start: Bytes, _ end: Bytes) -> Self {
    .kvDeleteRangeRequest(.init(start: start, end: end))
  }
}

/// As many zeros.
func zeros(_ count: Int) throws -> Bytes { try Bytes([UInt8](repeating: 0, count: count)) }

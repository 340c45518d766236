import BareJSON
import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

@testable import EnvoyConformance

/// What a generator would write that swaps `start` and `end` of a delete range in both directions:
/// every message gives its own bytes again, and only the values are wrong.
struct SwappedToServer: BareJSONCodable {
  static let schema = "kv-channel/v1"
  static let type = "ToServer"

  private let message: KVChannel.V1.ToServer

  static let minimumByteCount = KVChannel.V1.ToServer.minimumByteCount

  var encodedByteCount: Int { message.encodedByteCount }

  init(decoding reader: inout BareReader) throws(BareError) {
    message = Self.swapped(try KVChannel.V1.ToServer(decoding: &reader))
  }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try Self.swapped(message).encode(into: &writer)
  }

  init(json: JSONValue) throws(JSONMappingError) {
    message = try KVChannel.V1.ToServer(json: json)
  }

  var json: JSONValue { message.json }

  private static func swapped(_ message: KVChannel.V1.ToServer) -> KVChannel.V1.ToServer {
    guard case .request(var request) = message, case .kvDeleteRangeRequest(var range) = request.data
    else { return message }
    (range.start, range.end) = (range.end, range.start)
    request.data = .kvDeleteRangeRequest(range)
    return .request(request)
  }
}

/// The same fault in envoy 6.
struct SwappedToRivet: BareJSONCodable {
  static let schema = "envoy/v6"
  static let type = "ToRivet"

  private let message: Envoy.V6.ToRivet

  static let minimumByteCount = Envoy.V6.ToRivet.minimumByteCount

  var encodedByteCount: Int { message.encodedByteCount }

  init(decoding reader: inout BareReader) throws(BareError) {
    message = Self.swapped(try Envoy.V6.ToRivet(decoding: &reader))
  }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try Self.swapped(message).encode(into: &writer)
  }

  init(json: JSONValue) throws(JSONMappingError) {
    message = try Envoy.V6.ToRivet(json: json)
  }

  var json: JSONValue { message.json }

  private static func swapped(_ message: Envoy.V6.ToRivet) -> Envoy.V6.ToRivet {
    guard case .kvRequest(var request) = message, case .deleteRangeRequest(var range) = request.data
    else { return message }
    (range.start, range.end) = (range.end, range.start)
    request.data = .deleteRangeRequest(range)
    return .kvRequest(request)
  }
}

extension Vector {
  /// Whether it deletes a range whose bounds differ, so that a swap shows.
  var isDeleteRange: Bool {
    guard result == .valid, let text = value?.compactText, text.contains("KvDeleteRangeRequest")
    else { return false }
    return !text.contains(#""start":"","end":"""#)
  }
}

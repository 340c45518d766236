import BareDynamic
import BareRuntime
import EnvoyProtocol
import Testing

/// A refused message says which byte and which field, in the names of the schema and of Swift.
struct ErrorPlaceTests {
  /// A KV get of four keys, by parts whose offsets can be counted.
  private static let message: [UInt8] =
    [5, 2, 0x61, 0x31, 7, 0, 0, 0] + [0] + [4, 1, 10, 1, 11, 1, 12, 2, 13, 14]

  @Test("the message is sound before it is broken")
  func sound() throws {
    let message = try Envoy.V6.ToRivet(decoding: Self.message)
    let keys: [Bytes] = [[10], [11], [12], [13, 14]]
    #expect(
      message
        == .kvRequest(
          Envoy.V6.ToRivetKvRequest(
            actorId: "a1", requestId: 7, data: .getRequest(Envoy.V6.KvGetRequest(keys: keys)))))
  }

  @Test("a message that is cut in the fourth key is refused there")
  func cut() throws {
    let place = Place(byteOffset: 17, path: "ToRivet.kvRequest.data.getRequest.keys[3]")
    try expect(Array(Self.message.dropLast()), .truncated, place)
  }

  @Test("a tag, a count, a text and a byte too many are refused where they stand")
  func faults() throws {
    let message = Self.message
    try expect([99], .unionTag, Place(byteOffset: 0, path: "ToRivet"))
    var broken = message
    broken[8] = 9
    try expect(broken, .unionTag, Place(byteOffset: 8, path: "ToRivet.kvRequest.data"))
    broken = message
    broken[9] = 200
    broken[10] = 1  // The fault is that what follows the count is too short.
    try expect(
      broken, .truncated, Place(byteOffset: 11, path: "ToRivet.kvRequest.data.getRequest.keys"))
    broken = message
    broken[2] = 0xff
    try expect(broken, .utf8, Place(byteOffset: 2, path: "ToRivet.kvRequest.actorId"))
    try expect(message + [0], .trailing, Place(byteOffset: 19, path: ""))
  }

  private struct Place: Equatable {
    let byteOffset: Int?
    let path: String
  }

  private func expect(_ message: [UInt8], _ errorClass: BareErrorClass, _ place: Place) throws {
    let schema = try Repository.schema("envoy/v6")
    let type = try #require(schema["ToRivet"])
    let dynamic = DynamicCodec(schema: schema)
    let errors = [
      #expect(throws: BareError.self) { _ = try Envoy.V6.ToRivet(decoding: message) },
      #expect(throws: BareError.self) { _ = try dynamic.decode(try Bytes(message), as: type) },
    ]
    for error in errors {
      #expect(error?.errorClass == errorClass)
      #expect(Place(byteOffset: error?.byteOffset, path: error?.pathText ?? "") == place)
    }
  }
}

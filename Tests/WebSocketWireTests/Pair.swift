@testable import WebSocketWire

/// Everything that a connection makes of bytes that arrive in pieces of a size.
func events(
  of bytes: [UInt8], pieceByteCount: Int = .max, role: WebSocketRole = .server,
  limits: WebSocketLimits = WebSocketLimits()
) -> (events: [WebSocketEvent], output: [UInt8]) {
  var connection = WebSocketConnection(role: role, limits: limits)
  var events: [WebSocketEvent] = []
  var output: [UInt8] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    var piece = rest.prefix(pieceByteCount)
    rest = rest.dropFirst(piece.count)
    while let event = connection.receive(&piece, into: &output) { events.append(event) }
  }
  return (events, output)
}

/// A frame of a client, masked.
func frame(
  _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, key: [UInt8] = [1, 2, 3, 4]
) -> [UInt8] {
  let length: [UInt8] =
    switch payload.count {
    case ...125: [UInt8(payload.count)]
    case ...0xffff: [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)]
    default: [127] + (0..<8).reversed().map { UInt8(payload.count >> (8 * $0) & 0xff) }
    }
  let head = [(isFinal ? 0x80 : 0) | opcode, 0x80 | length[0]] + length.dropFirst() + key
  return head + payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
}

/// A frame of a server.
func plainFrame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
  let masked = frame(opcode, payload, key: [0, 0, 0, 0])
  let headByteCount = masked.count - payload.count - 4
  var head = Array(masked[..<headByteCount])
  head[1] &= 0x7f
  return head + payload
}

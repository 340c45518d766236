import BareRuntime
import EnvoyProtocol

/// A request or WebSocket of a user that goes through an envoy, by the ids of its gateway and of
/// itself (`ENVOY-5.6`).
public struct TunnelID: Hashable, Sendable, Comparable, CustomStringConvertible {
  let gateway: UInt32
  let request: UInt32

  /// Reads `01020304-0a0b0c0d`; nil for what is no id.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 8 }),
      let gateway = UInt32(parts[0], radix: 16), let request = UInt32(parts[1], radix: 16)
    else { return nil }
    self.init(gateway: gateway, request: request)
  }

  init(gateway: UInt32, request: UInt32) {
    self.gateway = gateway
    self.request = request
  }

  /// The tunnel of a message.
  init(_ message: Envoy.V6.MessageId) {
    gateway = TunnelID.number(message.gatewayId)
    request = TunnelID.number(message.requestId)
  }

  /// As the admin side and the journal name it: the bytes of both ids in hex.
  public var description: String { "\(TunnelID.hex(gateway))-\(TunnelID.hex(request))" }

  public static func < (left: TunnelID, right: TunnelID) -> Bool {
    (left.gateway, left.request) < (right.gateway, right.request)
  }

  var gatewayBytes: Bytes { TunnelID.bytes(gateway) }
  var requestBytes: Bytes { TunnelID.bytes(request) }

  private static func number(_ bytes: Bytes) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func bytes(_ number: UInt32) -> Bytes {
    func byte(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: number >> shift) }
    return [byte(24), byte(16), byte(8), byte(0)]
  }

  private static func hex(_ number: UInt32) -> String { bytes(number).description }
}

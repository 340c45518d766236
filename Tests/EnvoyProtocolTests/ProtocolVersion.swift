import BareJSON
import EnvoyProtocol
import KVChannelProtocol

/// The generated codecs of a version, by the schema's name.
struct ProtocolVersion {
  let name: String
  let codecs: [String: BareJSONCodec]

  static let all = [
    ProtocolVersion(name: "envoy/v1", codecs: Envoy.V1.jsonCodecs),
    ProtocolVersion(name: "envoy/v2", codecs: Envoy.V2.jsonCodecs),
    ProtocolVersion(name: "envoy/v2-pr4673", codecs: Envoy.V2PR4673.jsonCodecs),
    ProtocolVersion(name: "envoy/v3", codecs: Envoy.V3.jsonCodecs),
    ProtocolVersion(name: "envoy/v4", codecs: Envoy.V4.jsonCodecs),
    ProtocolVersion(name: "envoy/v5", codecs: Envoy.V5.jsonCodecs),
    ProtocolVersion(name: "envoy/v6", codecs: Envoy.V6.jsonCodecs),
    ProtocolVersion(name: "kv-channel/v1", codecs: KVChannel.V1.jsonCodecs),
  ]
}

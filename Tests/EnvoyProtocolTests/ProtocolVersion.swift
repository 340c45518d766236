import BareJSON
import EnvoyProtocol
import KVChannelProtocol

/// What the generated code of a version carries, by the schema's name.
struct ProtocolVersion {
  let name: String
  let codecs: [String: BareJSONCodec]
  let schemaText: String
  let wireFingerprint: String

  static let all = [
    ProtocolVersion(
      name: "envoy/v1", codecs: Envoy.V1.jsonCodecs, schemaText: Envoy.V1.schemaText,
      wireFingerprint: Envoy.V1.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v2", codecs: Envoy.V2.jsonCodecs, schemaText: Envoy.V2.schemaText,
      wireFingerprint: Envoy.V2.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v2-pr4673", codecs: Envoy.V2PR4673.jsonCodecs,
      schemaText: Envoy.V2PR4673.schemaText,
      wireFingerprint: Envoy.V2PR4673.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v3", codecs: Envoy.V3.jsonCodecs, schemaText: Envoy.V3.schemaText,
      wireFingerprint: Envoy.V3.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v4", codecs: Envoy.V4.jsonCodecs, schemaText: Envoy.V4.schemaText,
      wireFingerprint: Envoy.V4.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v5", codecs: Envoy.V5.jsonCodecs, schemaText: Envoy.V5.schemaText,
      wireFingerprint: Envoy.V5.wireFingerprint),
    ProtocolVersion(
      name: "envoy/v6", codecs: Envoy.V6.jsonCodecs, schemaText: Envoy.V6.schemaText,
      wireFingerprint: Envoy.V6.wireFingerprint),
    ProtocolVersion(
      name: "kv-channel/v1", codecs: KVChannel.V1.jsonCodecs, schemaText: KVChannel.V1.schemaText,
      wireFingerprint: KVChannel.V1.wireFingerprint),
  ]
}

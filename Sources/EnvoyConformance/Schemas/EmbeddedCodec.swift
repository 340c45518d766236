import BareDynamic
import BareJSON
import BareRuntime
import BareSchema

/// One type of a protocol in all its versions, behind the number of the version (`ENVOY-2.1`), by
/// the codec that walks schemas at run time.
///
/// A value is that of a union whose members are the versions, in order.
struct EmbeddedCodec: Sendable {
  /// The type in one version.
  struct Version: Sendable {
    let number: UInt16
    let codec: DynamicCodec
    let type: TypeDefinition

    /// The key of the JSON form, such as `v2`.
    var name: String { "v\(number)" }
  }

  let typeName: String
  let versions: [Version]

  func decode(_ message: Bytes) throws(BareError) -> DynamicValue {
    try BareReader.readMessage(message) { (reader) throws(BareError) in
      guard reader.remainingByteCount >= 2 else {
        throw refusal("expected a version of 2 bytes, met \(reader.remainingByteCount)")
      }
      let number = try reader.decodeFixed(UInt16.self)
      guard let index = versions.firstIndex(where: { $0.number == number }) else {
        throw refusal("met version \(number)")
      }
      let version = versions[index]
      return .union(index: index, try version.codec.decode(version.type, from: &reader))
    }
  }

  func encode(_ value: DynamicValue) throws(BareError) -> [UInt8] {
    guard case .union(let index, let payload) = value, versions.indices.contains(index) else {
      throw BareError(.value(expected: "a version", met: "another value"))
    }
    let version = versions[index]
    let prefix = [UInt8(truncatingIfNeeded: version.number), UInt8(version.number >> 8)]
    return prefix + (try version.codec.encode(payload, as: version.type))
  }

  func json(of value: DynamicValue) -> JSONValue {
    guard case .union(let index, let payload) = value, versions.indices.contains(index) else {
      return .null
    }
    let version = versions[index]
    return .object([(version.name, version.codec.json(of: payload, as: version.type))])
  }

  func value(of json: JSONValue) throws(JSONMappingError) -> DynamicValue {
    let member = try JSONMember(json)
    guard let index = versions.firstIndex(where: { $0.name == member.name }) else {
      throw member.unknown()
    }
    let version = versions[index]
    return .union(index: index, try version.codec.value(of: member.value, as: version.type))
  }

  private func refusal(_ reason: String) -> BareError {
    BareError(.version(reason), byteOffset: 0).inside(.name(typeName))
  }
}

import BareDynamic
import BareJSON
import BareRuntime
import BareSchema
import Testing

/// One type by the generated and the dynamic codec: each checks the other.
struct OutsideCodec {
  private let generated: BareJSONCodec
  private let dynamic: DynamicCodec
  private let type: TypeDefinition

  init(generated: BareJSONCodec?, schema: Schema, type: String) throws {
    self.generated = try #require(generated, "no codec for `\(type)`")
    self.type = try #require(schema[type], "no type `\(type)`")
    dynamic = DynamicCodec(schema: schema)
  }

  /// What either codec makes of bytes and JSON that belong together, where it is not the other.
  func differences(bytes: Bytes, json: JSONValue) -> [String] {
    var differences: [String] = []
    check("generated decode", &differences) { try generated.json(decoding: bytes) == json }
    check("dynamic decode", &differences) {
      dynamic.json(of: try dynamic.decode(bytes, as: type), as: type) == json
    }
    check("generated encode", &differences) {
      try Bytes(try generated.bytes(encoding: json)) == bytes
    }
    check("dynamic encode", &differences) {
      let value = try dynamic.value(of: json, as: type)
      return try Bytes(try dynamic.encode(value, as: type)) == bytes
    }
    check("generated recode", &differences) {
      try Bytes(try generated.bytes(recoding: bytes)) == bytes
    }
    return differences
  }

  /// The errors of the generated and the dynamic codec; nil for one that takes the bytes.
  func refusals(of bytes: Bytes) -> [BareError?] {
    [
      refusal { () throws(BareError) in _ = try generated.json(decoding: bytes) },
      refusal { () throws(BareError) in _ = try dynamic.decode(bytes, as: type) },
    ]
  }

  private func check(_ name: String, _ differences: inout [String], _ isSame: () throws -> Bool) {
    do {
      if try !isSame() { differences.append("\(name) differs") }
    } catch {
      differences.append("\(name): \(error)")
    }
  }

  private func refusal(_ body: () throws(BareError) -> Void) -> BareError? {
    do throws(BareError) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}

import BareDynamic
import BareJSON
import BareRuntime
import BareSchema
import Testing

/// A codec and the type that a text declares last.
struct TypeUnderTest {
  let codec: DynamicCodec
  let definition: TypeDefinition

  /// Compiles a schema.
  init(schema text: String) throws {
    let source = SourceFile(path: "test.bare", text: text)
    let compilation = SchemaCompiler.compile(source)
    let report = DiagnosticFormat.plain.render(compilation.diagnostics, in: source)
    let schema = try #require(compilation.schema, "\(report)")
    codec = DynamicCodec(schema: schema)
    definition = try #require(schema.types.last)
  }

  /// Compiles `type T` and a type.
  init(_ type: String) throws { try self.init(schema: "type T \(type)") }

  func decode(_ bytes: [UInt8]) throws(BareError) -> DynamicValue {
    try codec.decode(try Bytes(bytes), as: definition)
  }

  func encode(_ value: DynamicValue) throws(BareError) -> [UInt8] {
    try codec.encode(value, as: definition)
  }

  func json(_ value: DynamicValue) -> JSONValue { codec.json(of: value, as: definition) }

  func value(_ json: JSONValue) throws(JSONMappingError) -> DynamicValue {
    try codec.value(of: json, as: definition)
  }

  /// Why a message is refused; nil where it is taken.
  func refusal(of bytes: [UInt8]) -> BareError? {
    do throws(BareError) {
      _ = try decode(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// Why a value is refused; nil where it is taken.
  func refusal(of value: DynamicValue) -> BareError? {
    do throws(BareError) {
      _ = try encode(value)
      return nil
    } catch {
      return error
    }
  }

  /// Why a JSON form is refused; nil where it is taken.
  func refusal(ofJSON text: String) throws -> JSONMappingError? {
    let json = try JSONValue(parsing: text)
    do throws(JSONMappingError) {
      _ = try value(json)
      return nil
    } catch {
      return error
    }
  }

  /// What is wrong with the way from bytes to JSON text and back, and with the refusals of every
  /// shorter and longer message.
  func faults(_ bytes: [UInt8], _ jsonText: String) -> [String] {
    var faults = prefixFaults(of: bytes)
    do {
      let value = try decode(bytes)
      let text = json(value).compactText
      if text != jsonText { faults.append("is in JSON \(text)") }
      if try encode(value) != bytes { faults.append("is encoded as \(hexText(try encode(value)))") }
      let read = try encode(self.value(try JSONValue(parsing: jsonText)))
      if read != bytes { faults.append("is encoded from JSON as \(hexText(read))") }
    } catch {
      faults.append("\(error)")
    }
    return faults.map { "\(definition.type.compactText) \(hexText(bytes)) \($0)" }
  }

  /// Each start of a message must be truncated, and each extension have trailing bytes.
  func prefixFaults(of bytes: [UInt8]) -> [String] {
    var faults: [String] = []
    let step = 1 + bytes.count / 64
    for count in stride(from: 0, to: bytes.count, by: step) {
      let met = refusal(of: Array(bytes[..<count]))
      if met?.errorClass != .truncated {
        faults.append("cut at \(count): \(met?.reason ?? "taken")")
      }
    }
    for byte in [UInt8(0), 0xff] {
      let met = refusal(of: bytes + [byte])
      if met?.kind != .trailing(byteCount: 1) || met?.byteOffset != bytes.count {
        faults.append("with \(byte) behind: \(met?.reason ?? "taken")")
      }
    }
    return faults
  }
}

/// The bytes that hex digits spell, spaces left out.
func hexBytes(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

/// Bytes as hex digits.
func hexText(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

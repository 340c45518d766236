import BareRuntime

/// The bytes that hex digits spell, spaces left out; read here anew, since `Bytes(hex:)` is tested.
func hexBytes(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

/// A byte as two hex digits.
func hexText(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Why a message is refused; nil where it is taken.
func refusal<Value: BareDecodable>(of message: [UInt8], as type: Value.Type) -> BareError? {
  do throws(BareError) {
    _ = try Value(decoding: message)
    return nil
  } catch {
    return error
  }
}

/// Why a value has no encoding; nil where it has one.
func refusal(of value: some BareEncodable) -> BareError? {
  do throws(BareError) {
    _ = try value.encoded()
    return nil
  } catch {
    return error
  }
}

/// What is wrong with the coding of a value whose bytes are known: each way, its size, and that
/// every shorter and every longer message is refused for what it is.
func codingFaults<Value: BareCodable, Identity: Equatable>(
  of value: Value, as hex: String, by identity: (Value) -> Identity
) -> [String] {
  let bytes = hexBytes(hex)
  var faults = prefixFaults(of: bytes, as: Value.self)
  do throws(BareError) {
    let encoded = try value.encoded()
    if encoded != bytes { faults.append("encoded as \(hexText(encoded))") }
    let decoded = try Value(decoding: bytes)
    if identity(decoded) != identity(value) { faults.append("decoded as \(decoded)") }
  } catch {
    faults.append("\(error)")
  }
  if value.encodedByteCount != bytes.count {
    faults.append("measured as \(value.encodedByteCount) bytes")
  }
  if Value.minimumByteCount > bytes.count { faults.append("minimum \(Value.minimumByteCount)") }
  return faults.map { "\(Value.self) \(value) \(hex): \($0)" }
}

/// The same for a value that `==` tells apart from every other.
func codingFaults<Value: BareCodable & Equatable>(of value: Value, as hex: String) -> [String] {
  codingFaults(of: value, as: hex) { $0 }
}

/// Each start of a message must be refused as truncated, and each extension as trailing.
func prefixFaults<Value: BareDecodable>(of message: [UInt8], as type: Value.Type) -> [String] {
  var faults: [String] = []
  for count in message.indices {
    let met = refusal(of: Array(message[..<count]), as: type)?.errorClass
    if met != .truncated {
      faults.append("the first \(count) bytes are \(met.map { "\($0)" } ?? "taken")")
    }
  }
  for byte in [UInt8(0), 1, 0x7f, 0x80, 0xff] {
    let met = refusal(of: message + [byte], as: type)
    if met?.kind != .trailing(byteCount: 1) || met?.byteOffset != message.count {
      faults.append("with \(byte) behind: \(met.map { "\($0)" } ?? "taken")")
    }
  }
  return faults
}

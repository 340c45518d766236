import BareDynamic
import BareRuntime
import Testing

/// What the dynamic codec says of a message, against what the Swift types say that the generator
/// uses: both must take the same messages, and refuse the others for the same reason and place.
@Suite("Agreement with Swift types")
struct PrimitiveAgreementTests {
  @Test("short messages of every kind are taken or refused alike")
  func messages() throws {
    var faults: [String] = []
    faults += try disagreements("u8", UInt8.self)
    faults += try disagreements("i16", Int16.self)
    faults += try disagreements("u64", UInt64.self)
    faults += try disagreements("f32", Float.self)
    faults += try disagreements("bool", Bool.self)
    faults += try disagreements("str", String.self)
    faults += try disagreements("data", Bytes.self)
    faults += try disagreements("void", BareVoid.self)
    faults += try disagreements("optional<bool>", Bool?.self)
    faults += try disagreements("optional<optional<str>>", String??.self)
    faults += try disagreements("list<u8>", [UInt8].self)
    faults += try disagreements("list<u16>", [UInt16].self)
    faults += try disagreements("list<str>", [String].self)
    faults += try disagreements("list<optional<u8>>", [UInt8?].self)
    faults += try disagreements("list<list<bool>>", [[Bool]].self)
    faults += try disagreements("map<u8><bool>", BareMap<UInt8, Bool>.self)
    faults += try disagreements("map<str><u8>", BareMap<String, UInt8>.self)
    faults += try disagreements("map<data><list<u8>>", BareMap<Bytes, [UInt8]>.self)
    #expect(faults.isEmpty, "\(faults.prefix(20).joined(separator: "\n"))")
  }

  private func disagreements<Value: BareCodable>(
    _ schemaType: String, _ type: Value.Type
  ) throws -> [String] {
    let tested = try TypeUnderTest(schemaType)
    return Self.messages.compactMap { message in
      let swift = Outcome { () throws(BareError) in try Value(decoding: message).encoded() }
      let dynamic = Outcome { () throws(BareError) in
        try tested.encode(try tested.decode(message))
      }
      return swift == dynamic
        ? nil : "\(schemaType) \(hexText(message)): Swift \(swift), dynamic \(dynamic)"
    }
  }

  /// Every message of up to one byte, and seeded ones of up to 12 bytes that are often plausible.
  private static let messages: [[UInt8]] = {
    var random = SplitMix64(seed: 11)
    let usual: [UInt8] = [0, 0, 1, 1, 2, 2, 3, 4, 0x61, 0x80, 0xc3, 0xa9, 0xff]
    let longer = (0..<1500).map { _ in
      (0..<Int.random(in: 2...12, using: &random)).map { _ in
        usual.randomElement(using: &random) ?? 0
      }
    }
    return [[]] + (UInt8.min...UInt8.max).map { [$0] } + longer
  }()
}

/// What became of a message, without the name of its type.
private enum Outcome: Equatable {
  case taken([UInt8])
  case refused(BareError.Kind, byteOffset: Int?, path: ArraySlice<BareError.PathComponent>)

  init(_ body: () throws(BareError) -> [UInt8]) {
    do throws(BareError) {
      self = .taken(try body())
    } catch {
      self = .refused(error.kind, byteOffset: error.byteOffset, path: error.path.dropFirst())
    }
  }
}

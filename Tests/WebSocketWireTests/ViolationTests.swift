import Testing

@testable import WebSocketWire

@Suite struct ViolationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let expected: WebSocketViolation
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "reserved bit 1", bytes: [0xc2, 0x80], expected: .reservedBits(4)),
    Case(name: "reserved bit 3", bytes: [0x92, 0x80], expected: .reservedBits(1)),
    Case(name: "opcode 3", bytes: [0x83, 0x80], expected: .opcode(3)),
    Case(name: "opcode 11", bytes: [0x8b, 0x80], expected: .opcode(11)),
    Case(name: "no mask", bytes: [0x82, 0], expected: .notMasked),
    Case(name: "ping in pieces", bytes: frame(9, [], isFinal: false), expected: .controlFragmented),
    Case(
      name: "ping of 126 bytes", bytes: frame(9, .init(repeating: 0, count: 126)),
      expected: .controlTooLong(byteCount: 126)),
    Case(name: "continuation first", bytes: frame(0, [1]), expected: .continuationWithoutStart),
    Case(
      name: "continuation after a whole message", bytes: frame(2, [1]) + frame(0, [1]),
      expected: .continuationWithoutStart),
    Case(
      name: "message inside a message", bytes: frame(2, [1], isFinal: false) + frame(1, []),
      expected: .messageInsideMessage),
    Case(
      name: "16-bit length of 125", bytes: [0x82, 0xfe, 0, 125, 0, 0, 0, 0],
      expected: .lengthNotMinimal),
    Case(
      name: "64-bit length of 65535", bytes: [0x82, 0xff, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0],
      expected: .lengthNotMinimal),
    Case(
      name: "length of 2^63", bytes: [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      expected: .lengthNotMinimal),
    Case(
      name: "a claim of 64 MiB", bytes: [0x82, 0xff, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0],
      expected: .frameTooLarge(byteCount: 67_108_864, maximum: 33_554_432)),
    Case(name: "close of one byte", bytes: frame(8, [3]), expected: .closeBodyTooShort),
    Case(name: "close code 1005", bytes: frame(8, [3, 0xed]), expected: .closeCode(1005)),
    Case(name: "close code 999", bytes: frame(8, [3, 0xe7]), expected: .closeCode(999)),
    Case(name: "close reason", bytes: frame(8, [3, 0xe8, 0xff]), expected: .invalidUTF8),
    Case(name: "a text that ends early", bytes: frame(1, [0xe2, 0x82]), expected: .invalidUTF8),
    Case(
      name: "a text wrong in its second fragment",
      bytes: frame(1, [0xe2, 0x82], isFinal: false) + frame(0, [0x41]), expected: .invalidUTF8),
  ]

  @Test("what a peer must not send ends the connection with the code for it", arguments: cases)
  func violations(_ testCase: Case) throws {
    for size in [1, Int.max] {
      let (found, output) = events(of: testCase.bytes, pieceByteCount: size)
      #expect(found.last == .failed(testCase.expected))
      let close = CloseFrame(testCase.expected.closeCode, "\(testCase.expected)")
      #expect(output.suffix(close.encoded.count) == close.encoded[...])
    }
  }

  @Test("a client refuses masked frames")
  func maskedFrames() {
    let (found, _) = events(of: frame(2, [1]), role: .client(maskingSeed: 0))
    #expect(found == [.failed(.masked)])
  }

  @Test("limits hold to the byte and to the fragment")
  func limits() {
    var limits = WebSocketLimits()
    (limits.frameByteCount, limits.messageByteCount, limits.fragmentCount) = (10, 12, 3)
    let ten = [UInt8](repeating: 1, count: 10)
    let fits = frame(2, ten, isFinal: false) + frame(0, [], isFinal: false) + frame(0, [1, 1])
    #expect(
      events(of: fits, limits: limits).events == [.message(.binary(.init(repeating: 1, count: 12)))]
    )
    #expect(
      events(of: frame(2, ten + [1]), limits: limits).events
        == [.failed(.frameTooLarge(byteCount: 11, maximum: 10))])
    let long = frame(2, ten, isFinal: false) + frame(0, [1, 1, 1])
    #expect(events(of: long, limits: limits).events == [.failed(.messageTooLarge(maximum: 12))])
    let many = frame(2, [], isFinal: false) + frame(0, [], isFinal: false)
    let tooMany = many + frame(0, [], isFinal: false) + frame(0, [])
    #expect(events(of: tooMany, limits: limits).events == [.failed(.tooManyFragments(maximum: 3))])
  }

  @Test("a text is UTF-8 to us exactly where it is to the standard library, cut anywhere")
  func validator() {
    var generator = SplitMix64(seed: 20_261_127)
    let interesting: [UInt8] = [
      0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xa0, 0x9f, 0xed, 0xef, 0xf0, 0x90, 0x8f,
      0xf4, 0xf5, 0xff,
    ]
    var disagreements: [[UInt8]] = []
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let bytes = (0..<count).map { _ in interesting.randomElement(using: &generator) ?? 0 }
      let cut = Int.random(in: 0...count, using: &generator)
      var validator = UTF8Validator()
      let accepts =
        bytes[..<cut].withUnsafeBytes { validator.accept($0) }
        && bytes[cut...].withUnsafeBytes { validator.accept($0) } && validator.isBetweenCharacters
      if accepts != (String(validating: bytes, as: UTF8.self) != nil) {
        disagreements.append(bytes)
      }
    }
    #expect(disagreements == [])
  }

  @Test("garbage never traps, and ends in a failure or in waiting")
  func garbage() {
    var generator = SplitMix64(seed: 77)
    for _ in 0..<2000 {
      let count = Int.random(in: 1...64, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let failures = events(of: bytes, pieceByteCount: 7).events.count {
        if case .failed = $0 { true } else { false }
      }
      #expect(failures <= 1)
    }
  }
}

#if os(Linux)
  import BareRuntime
  import Glibc
  import Testing

  /// Peak memory of decoding, as the kernel counts it: what is only reserved costs nothing, and the
  /// old and the new storage of a growing list count both.
  @Suite("Memory of decoding", .serialized)
  struct AllocationTests {
    @Test("the meter sees memory that is used, and none where none is")
    func meter() async {
      await #expect(processExitsWith: .success) {
        let used = PeakMeter.byteCount { [UInt8](repeating: 1, count: 16 << 20).count }
        #expect((16 << 20)...(20 << 20) ~= used)
        #expect(PeakMeter.byteCount { 1 } < 1 << 20)
      }
    }

    @Test("a count of 2^40 before 100 bytes costs nothing")
    func hugeCount() async {
      await #expect(processExitsWith: .success) {
        let message = hexBytes("808080808020") + [UInt8](repeating: 1, count: 100)
        expectFrugal([UInt8].self, message, isValid: false)
        expectFrugal([String].self, message, isValid: false)
        expectFrugal([[UInt64]].self, message, isValid: false)
        expectFrugal(BareMap<UInt16, UInt8>.self, message, isValid: false)
        expectFrugal(String.self, message, isValid: false)
        expectFrugal(Bytes.self, message, isValid: false)
      }
    }

    @Test("lists of the smallest elements stay under the bound")
    func lists() async {
      await #expect(processExitsWith: .success) {
        let count = 1 << 20
        expectFrugal([UInt8].self, claim(count, [7]))
        expectFrugal([String].self, claim(count, [0]))
        expectFrugal([String?].self, claim(count, [0]))
        expectFrugal([UInt64?].self, claim(count, [0]))
        expectFrugal([[UInt8]].self, claim(count, [1, 7]))
        expectFrugal([Bytes].self, claim(count, [0]))
        expectFrugal([Choice].self, claim(count, [0]))
        expectFrugal([Wide].self, claim(count, [0]))
      }
    }

    @Test("elements of one byte stay under the bound up to a width of 80 bytes in Swift")
    func wideElements() async {
      await #expect(processExitsWith: .success) {
        expectFrugal([Wider?].self, claim(1 << 20, [0]))
      }
    }

    @Test("a claim that holds up to its last element costs no more than a message that holds")
    func failingLast() async {
      await #expect(processExitsWith: .success) {
        var message = claim(1 << 20, [0])
        message[message.count - 1] = 2
        expectFrugal([Wide].self, message, isValid: false)
        expectFrugal([UInt64?].self, message, isValid: false)
        expectFrugal([String].self, message, isValid: false)
      }
    }

    @Test("maps stay under the bound with the index of their keys")
    func maps() async {
      await #expect(processExitsWith: .success) {
        let small = claim(pairs: 65_536) { [UInt8($0 & 255), UInt8($0 >> 8)] }
        expectFrugal(BareMap<UInt16, UInt8>.self, small)
        let texts = claim(pairs: 800_000) { number in
          [4] + (0..<4).map { UInt8(0x21 + number >> (6 * $0) & 63) }
        }
        expectFrugal(BareMap<String, UInt8>.self, texts)
        expectFrugal(BareMap<Bytes, String>.self, texts.map { $0 == 9 ? 0 : $0 })
      }
    }

    @Test("10 MB of empty strings stay under the bound")
    func emptyStrings() async {
      await #expect(processExitsWith: .success) {
        expectFrugal([String].self, claim(10_000_000, [0]))
      }
    }

    @Test("text that has to be refused costs no more than text that is taken")
    func badText() async {
      await #expect(processExitsWith: .success) {
        expectFrugal(String.self, claim(1 << 18, [0x61]))
        expectFrugal(String.self, claim(1 << 18, [0xff]), isValid: false)
      }
    }
  }

  /// A list of that many equal elements.
  private func claim(_ count: Int, _ element: [UInt8]) -> [UInt8] {
    var writer = BareWriter()
    writer.encodeUint(UInt64(count))
    var message = writer.bytes
    message.reserveCapacity(message.count + count * element.count)
    for _ in 0..<count { message += element }
    return message
  }

  /// A map of that many keys with 9 for each value.
  private func claim(pairs count: Int, _ key: (Int) -> [UInt8]) -> [UInt8] {
    var message = claim(count, [])
    for number in 0..<count { message += key(number) + [9] }
    return message
  }

  /// Decodes, and compares the peak with 80 bytes for each of the message and 1 MiB.
  ///
  /// The first call may also meet code that is not in memory yet, so the second one decides.
  private func expectFrugal<Value: BareDecodable>(
    _ type: Value.Type, _ message: [UInt8], isValid: Bool = true
  ) {
    let maximum = 80 * message.count + (1 << 20)
    var isTaken = false
    let decode = { isTaken = refusal(of: message, as: type) == nil }
    var peak = PeakMeter.byteCount(decode)
    if peak > maximum { peak = PeakMeter.byteCount(decode) }
    #expect(isTaken == isValid, "\(type)")
    #expect(peak <= maximum, "\(type): \(peak) for \(message.count) bytes")
  }

  /// A union whose largest member takes three words.
  private enum Wide: BareDecodable {
    case nothing
    case words(UInt64, UInt64, UInt32)

    static let minimumByteCount = 1

    init(decoding reader: inout BareReader) throws(BareError) {
      switch try reader.decodeUint() {
      case 0: self = .nothing
      case 1:
        self = .words(
          try reader.decodeFixed(), try reader.decodeFixed(), try reader.decodeFixed())
      case let tag: throw reader.unknownTag(tag)
      }
    }
  }

  /// A struct of 9 words: an optional one that is unset takes one byte of a message.
  private struct Wider: BareDecodable {
    static let minimumByteCount = 72

    var words: (Four, Four, UInt64)

    typealias Four = (UInt64, UInt64, UInt64, UInt64)

    init(decoding reader: inout BareReader) throws(BareError) {
      let word = try reader.decodeFixed(UInt64.self)
      let four = (word, word, word, word)
      words = (four, four, word)
    }
  }

  /// The highest resident memory during a call, above that before it, from `/proc/self`.
  private enum PeakMeter {
    static func byteCount<Result>(_ body: () -> Result) -> Int {
      trim()
      resetPeak()
      let before = status("VmRSS:")
      withExtendedLifetime(body()) {}
      return status("VmHWM:") - before
    }

    /// Gives back what was freed, so that it does not serve the next call unseen.
    private static func trim() {
      guard let symbol = dlsym(nil, "malloc_trim") else { return }
      _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
    }

    /// Writing 5 sets the peak back to what is in use now.
    private static func resetPeak() {
      let file = open("/proc/self/clear_refs", O_WRONLY)
      precondition(file >= 0 && write(file, "5", 1) == 1, "the peak cannot be reset")
      close(file)
    }

    private static func status(_ field: String) -> Int {
      let file = open("/proc/self/status", O_RDONLY)
      defer { close(file) }
      var text = [UInt8](repeating: 0, count: 8192)
      let count = read(file, &text, text.count)
      let lines = String(decoding: text.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
      let words = lines.first { $0.hasPrefix(field) }?.split { $0 == " " || $0 == "\t" }
      return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 << 10 } ?? -1
    }
  }
#endif

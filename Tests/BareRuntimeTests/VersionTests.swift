import BareRuntime
import Testing

/// Messages whose version is known at run time, on a protocol of three versions.
struct VersionTests {
  @Test("a message is converted through all versions between, either way")
  func walk() throws {
    for (from, value) in [(Tally.Version.v1, 7), (.v2, 7), (.v3, 7)] as [(Tally.Version, UInt8)] {
      for target in Tally.Version.allCases {
        let message = try Tally(decoding: [value], version: from)
        let converted = try message.converted(to: target)
        #expect(converted.version == target)
        #expect(converted.steps == Self.path(from, target), "\(from) to \(target)")
      }
    }
  }

  private static func path(_ from: Tally.Version, _ to: Tally.Version) -> [String] {
    var path: [String] = []
    var number = from.rawValue
    while number != to.rawValue {
      let next = number < to.rawValue ? number + 1 : number - 1
      path.append("\(number)-\(next)")
      number = next
    }
    return path
  }

  @Test("a refusal on the way names the version that was asked for, not the one it met")
  func target() throws {
    let message = try Tally(decoding: [200], version: .v3)
    let error = try #require(throws: IncompatibleVersion.self) { try message.converted(to: .v1) }
    #expect(error.requiredVersion == 3)
    #expect(error.targetVersion == 1)
    #expect(try message.converted(to: .v3) == message)
    #expect(
      error.description
        == "`Tally` of `Tally` cannot be said in version 1: version 3 is needed for large numbers")
  }

  @Test("a number of no version is refused, and the error says which there are")
  func numbers() throws {
    for number in [0, 4, 255, 256, 65535] as [UInt16] {
      let error = try #require(throws: BareError.self) { try Tally.Version(number: number) }
      #expect(error.errorClass == .version)
      #expect(error.description == "expected a version of 1, 2, 3, met \(number)")
    }
    #expect(try Tally.Version(number: 2) == .v2)
  }

  @Test("a message begins with its version, low byte first, and reads back")
  func embedded() throws {
    for version in Tally.Version.allCases {
      let message = Tally(version: version, value: 9)
      let bytes = try message.encodedEmbedded()
      #expect(bytes == [UInt8(version.rawValue), 0, 9])
      #expect(try Tally(decodingEmbedded: Bytes(bytes)) == message)
      #expect(try message.encoded() == [9])
    }
  }

  @Test(
    "a prefix that is missing or of no version is of class `version`, at byte 0",
    arguments: [[], [1], [0, 0, 9], [4, 0, 9], [0, 1, 9], [255, 255, 9]] as [[UInt8]])
  func prefixes(bytes: [UInt8]) throws {
    let error = try #require(throws: BareError.self) {
      try Tally(decodingEmbedded: Bytes(bytes))
    }
    #expect(error.errorClass == .version)
    #expect(error.byteOffset == 0)
    #expect(error.pathText == "Tally")
  }

  @Test("what is wrong behind the prefix is told with its place in the whole message")
  func payloads() throws {
    let cut = try #require(throws: BareError.self) { try Tally(decodingEmbedded: [2, 0]) }
    #expect((cut.errorClass, cut.byteOffset) == (.truncated, 2))
    let long = try #require(throws: BareError.self) { try Tally(decodingEmbedded: [2, 0, 9, 9]) }
    #expect((long.errorClass, long.byteOffset) == (.trailing, 3))
    let bare = try #require(throws: BareError.self) { try Tally(decoding: [9, 9], version: .v2) }
    #expect((bare.errorClass, bare.byteOffset) == (.trailing, 1))
  }

  @Test("values of a map are replaced, keys and order kept")
  func mapValues() {
    let map: BareMap<String, Int> = ["b": 1, "a": 2]
    #expect(map.mapValues { "\($0)" } == ["b": "1", "a": "2"])
  }
}

/// One byte that remembers the steps it went; version 2 cannot say what is over 100.
private struct Tally: VersionedMessage {
  enum Version: UInt16, FamilyVersion {
    case v1 = 1
    case v2, v3

    static let latest = Version.v3
  }

  static let messageName = "Tally"

  let version: Version
  let value: UInt8
  var steps: [String] = []

  init(version: Version, value: UInt8, steps: [String] = []) {
    self.version = version
    self.value = value
    self.steps = steps
  }

  init(version: Version, decoding reader: inout BareReader) throws(BareError) {
    self.init(version: version, value: try UInt8(decoding: &reader))
  }

  var encodedByteCount: Int { 1 }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try value.encode(into: &writer)
  }

  func upgraded() throws(IncompatibleVersion) -> Tally { next(version.rawValue + 1) }

  func downgraded() throws(IncompatibleVersion) -> Tally {
    if version == .v3, value > 100 {
      throw Step.refusal(downgrading: "Tally", feature: "large numbers", of: "Tally")
    }
    return next(version.rawValue - 1)
  }

  private func next(_ number: UInt16) -> Tally {
    Tally(
      version: Version(rawValue: number) ?? version, value: value,
      steps: steps + ["\(version.rawValue)-\(number)"])
  }

  private enum Step: VersionStep {
    static var oldVersion: UInt16 { 2 }
    static var newVersion: UInt16 { 3 }
  }
}

import BareJSON
import BareRuntime
import Digest
import EnvoyConformance
import PageLayout
import Testing

/// Every case of `vectors/layout`.
struct LayoutVectorTests {
  @Test("what is given comes to what is expected", arguments: try LayoutCase.all())
  func answer(_ layoutCase: LayoutCase) throws {
    let (given, expect) = (layoutCase.given, layoutCase.expect)
    do {
      switch layoutCase.kind {
      case "key": try key(given, expect)
      case "range-end": try rangeEnd(given, expect)
      case "meta":
        let meta = try FileMeta(decoding: try given.bytes("value"))
        #expect(try meta.byteCount == expect.u64("size"))
        #expect(try meta.encoded == given.bytes("value"))
      case "upper-bound":
        let bound = PrefixBound.upperBound(of: try given.bytes("prefix"))
        let expected = try expect.member("bound")
        #expect(try bound == (expected.isNull ? nil : expected.bytes()))
      case "layout":
        let keys = try given.list("keys").map { try $0.bytes() }
        #expect(try LayoutGeneration.detect(keys)?.rawValue == expect.member("layout").stringValue)
      case "open", "delete", "read", "write", "truncate":
        try LayoutCalls.answer(layoutCase.kind, given, expect)
      case "transaction": try LayoutCalls.transaction(given, expect)
      case "recovery": try LayoutCalls.recovery(given, expect)
      case "import": try imported(given, expect)
      case "legacy-state": try legacyState(given, expect)
      case let kind: Issue.record("no kind `\(kind)`")
      }
    } catch let error as LayoutError {
      #expect(error.reason == expect["error"]?.stringValue, "\(error)")
    } catch let error as ImportRefusal {
      #expect(error.reason == expect["reason"]?.stringValue, "\(error)")
    } catch let error as BareError {
      #expect(error.errorClass.rawValue == expect["error"]?.stringValue, "\(error)")
    }
  }

  private func key(_ given: JSONValue, _ expect: JSONValue) throws {
    let tag = try given.tag()
    let index = given["index"] == nil ? nil : try given.u32("index")
    let key = index.map(tag.chunkKey) ?? tag.metaKey
    #expect(try key == expect.bytes("key"))
    #expect(LayoutKey(key) == index.map { .chunk(tag, index: $0) } ?? .meta(tag))
  }

  private func rangeEnd(_ given: JSONValue, _ expect: JSONValue) throws {
    let range = try given.tag().chunkKeys(from: try given.u32("from"))
    #expect(try range.start == expect.bytes("start"))
    #expect(try range.end == expect.bytes("end"))
    #expect(range.contains(try given.tag().chunkKey(.max)))
    let next = FileTag(rawValue: try given.tag().rawValue &+ 1).chunkKey(0)
    #expect(!range.contains(next))
  }

  private func imported(_ given: JSONValue, _ expect: JSONValue) throws {
    var check = ImportCheck()
    let options = try given.member("options")
    if options["maxBytes"] != nil { check.maximumByteCount = try options.u64("maxBytes") }
    if let journal = options["liveJournal"]?.stringValue {
      check.liveJournal = try #require(.init(rawValue: journal))
    }
    if let gaps = options["gaps"]?.stringValue { check.gaps = try #require(.init(rawValue: gaps)) }
    let database = try check.database(in: try given.pairs("pairs"))
    #expect(database.pageCount == Int(try expect.u32("pages")))
    #expect(try SHA256.hex(of: database.bytes) == expect.text("sha256"))
    #expect(try database.notes.map(\.word) == expect.list("notes").map { try String(json: $0) })
    let again = try check.database(in: try ImportedDatabase.exported(database.bytes))
    #expect(again.bytes == database.bytes)
  }

  private func legacyState(_ given: JSONValue, _ expect: JSONValue) throws {
    let file = try given.bytes("file")
    let (version, state) = try LegacyActorState.decodeVersioned(file)
    #expect(version.rawValue == UInt16(try expect.u32("version")))
    let expected = try expect.member("state")
    #expect(try state.actorID == expected.text("actorId"))
    #expect(try state.name == expected.text("name"))
    #expect(try state.key == expected.list("key").map { try String(json: $0) })
    #expect(try state.pairs == expected.pairs("kvStorage"))
    #expect(try state.createdAt == expected.u64("createdAt"))
    let times = state.times
    for (name, time) in [
      ("startTs", times.startedAt), ("connectableTs", times.connectableAt),
      ("sleepTs", times.sleptAt), ("destroyTs", times.destroyedAt),
    ] {
      #expect(try time?.description == expected.member(name).stringValue, "\(name)")
    }
    for version in LegacyActorState.Version.allCases {
      let bytes = try state.encoded(as: version)
      #expect(try bytes == expect.member("encoded").bytes("\(version)"))
    }
    #expect(try state.encoded(as: version) == file)
  }

  @Test("every rule of the layout has a case, and every rule that a case cites is one of it")
  func rules() throws {
    let rules = try RuleBook(folder: LayoutCase.vectors).rules.filter { $0.scope == .layout }
    let cases = try LayoutCase.all()
    #expect(Set(cases.flatMap(\.rules)) == Set(rules.map(\.id)))
    #expect(Set(cases.map(\.id)).count == cases.count)
    #expect(cases.count >= 199)
    for layoutCase in cases {
      #expect(layoutCase.id.hasPrefix("layout/\(layoutCase.kind)/"))
      let errors = layoutCase.rules.flatMap { id in rules.first { $0.id == id }?.errors ?? [] }
      let word = layoutCase.expect["error"] ?? layoutCase.expect["reason"]
      if let word = word?.stringValue {
        #expect(errors.contains(word), "\(layoutCase.id): \(word)")
      }
    }
  }
}

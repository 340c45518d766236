import BareJSON
import Digest
import PageLayout
import Testing

/// Cases of plans.
enum LayoutCalls {
  static func answer(_ kind: String, _ given: JSONValue, _ expect: JSONValue) throws {
    switch kind {
    case "open":
      let meta = try given.member("meta")
      let opening = try PagePlan(try given.tag()).open(
        meta: meta.isNull ? nil : try meta.bytes(), creating: try given.flag("create"))
      #expect(try opening.byteCount == expect.u64("size"))
      #expect(try opening.changes == expect.requests("requests"))
    case "delete":
      let plan = PagePlan(try given.tag(), options: PlanOptions(deletion: try given.deletion()))
      #expect(try plan.delete(byteCount: given.u64("size")) == expect.requests("requests"))
    case "read": try read(given, expect)
    case "write": try write(given, expect)
    default:
      let plan = PagePlan(options: PlanOptions(deletion: try given.deletion()))
      let truncate = try plan.truncate(from: try given.u64("from"), to: try given.u64("to"))
      #expect(try truncate.fetch == expect.requests("fetch"))
      #expect(try truncate.changes(given.stored("stored")) == expect.requests("requests"))
    }
  }

  private static func read(_ given: JSONValue, _ expect: JSONValue) throws {
    let read = PagePlan().read(
      offset: try given.u64("offset"), byteCount: Int(try given.u32("count")),
      of: try given.u64("size"))
    #expect(try read.fetch == expect.requests("fetch"))
    #expect(try read.isShort == expect.flag("short"))
    #expect(try read.assembled(given.stored("stored")) == expect.bytes("bytes"))
  }

  private static func write(_ given: JSONValue, _ expect: JSONValue) throws {
    let write = try PagePlan().write(
      try given.bytes("bytes"), offset: try given.u64("offset"), of: try given.u64("size"))
    #expect(try write.newByteCount == expect.u64("size"))
    #expect(try write.fetch == expect.requests("fetch"))
    #expect(try write.changes(given.stored("stored")) == expect.requests("requests"))
    let parts = write.parts.map { part in
      JSONValue.array([
        part.index.json, part.range.lowerBound.numberJSON, part.range.upperBound.numberJSON,
        .bool(part.needsStored),
      ])
    }
    #expect(try parts == expect.list("parts"))
  }

  static func transaction(_ given: JSONValue, _ expect: JSONValue) throws {
    let plan = try PagePlan.transaction(
      try pages(given.member("pages")), oldPageCount: try given.u32("from"),
      newPageCount: try given.u32("to"), nonce: try given.u32("nonce"),
      options: try given.limits())
    #expect(try plan.isOnePut == expect.flag("onePut"))
    guard expect["shapes"] != nil else {
      #expect(try plan.fetch == expect.requests("fetch"))
      #expect(try plan.changes(given.stored("stored")) == expect.requests("requests"))
      return
    }
    let stored = try pages(given.member("stored")).map {
      (FileTag.main.chunkKey($0.number - 1), $0.bytes)
    }
    let changes = plan.changes(Dictionary(stored) { $1 })
    let shapes = try expect.list("shapes").map { try String(json: $0) }
    #expect((plan.fetch + changes).map(shape) == shapes)
    let written = changes.flatMap { request -> [UInt8] in
      guard case .put(let pairs) = request else { return [] }
      return pairs.flatMap { $0.key + $0.value }
    }
    #expect(try SHA256.hex(of: written) == expect.text("sha256"))
  }

  static func recovery(_ given: JSONValue, _ expect: JSONValue) throws {
    let recovery = try JournalRecovery(
      journal: try given.bytes("journal"), mainByteCount: try given.u64("size"),
      options: try given.limits())
    #expect(try recovery.changes == expect.requests("requests"))
    switch recovery.reading {
    case .ignored(let fault): #expect(try fault.rawValue == expect.text("reading"))
    case .live(let old):
      #expect(try "live" == expect.text("reading"))
      #expect(try old.pageCount == expect.u32("pageCount"))
      #expect(try old.pages.map(\.number.json) == expect.list("pages"))
    }
  }

  /// Pages one by one, or from first to last, each of one byte over and over.
  private static func pages(_ json: JSONValue) throws -> [DatabasePage] {
    guard json["first"] != nil else {
      return try #require(json.arrayValue).map { page in
        let parts = try #require(page.arrayValue)
        return DatabasePage(number: try UInt32(json: parts[0]), bytes: try parts[1].bytes())
      }
    }
    let added = json["add"] == nil ? 0 : try json.u32("add")
    return (try json.u32("first")...(try json.u32("last"))).map { number in
      let byte = UInt8((number + added) % 251)
      return DatabasePage(number: number, bytes: [UInt8](repeating: byte, count: 4096))
    }
  }

  private static func shape(_ request: KVRequest) -> String {
    switch request {
    case .get(let keys): "get \(keys.count)"
    case .put(let pairs): "put \(pairs.count)"
    case .delete(let keys): "delete \(keys.count)"
    case .deleteRange(let range):
      "deleteRange \(range.start.map { $0 < 16 ? "0\($0)" : String($0, radix: 16) }.joined())"
    }
  }
}

extension Int {
  fileprivate var numberJSON: JSONValue { .number(JSONNumber(self)) }
}

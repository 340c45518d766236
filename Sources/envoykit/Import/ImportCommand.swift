import BareJSON
import BareRuntime
import CommandLineSupport
import PageLayout

/// `envoykit import`: the database in an actor's keys as a file of SQLite.
struct ImportCommand: ToolCommand {
  static let name = "import"
  static let help = """
    envoykit import FILE|- [--out DB] [--max-bytes N] [--journal WHAT] [--gaps WHAT]

    Example:
      envoykit import actor.json --out actor.sqlite

    Reads what an actor stores, a JSON list of {"key": HEX, "value": HEX} in any order, puts the
    database in it together, and writes it as a plain file of SQLite. Keys of other things are
    passed over. Refuses, with status 1 and the reason, what cannot be carried over: holes, chunks
    behind the end, another magic or page size, a size that is none, too large or not of whole
    pages, keys of the layouts L0 and L1. A transaction that was not finished is rolled back. The
    source is never changed.

    Bytes 72 to 91 of the file, which SQLite reserves, and keeps until a VACUUM, mark it: `envoykit`
    and the first 12 bytes of the SHA-256 of the source. A file with the mark of the same source is
    left as it is, whatever was written into it since, with status 0; any other file that is there
    already is an error.

    Options:
      --out DB         the file to write; without it the database is only checked
      --max-bytes N    the largest database to take; without it 134217728
      --journal WHAT   a transaction that was not finished: roll-back, refuse, or abandon
                       (take the pages as they are); without it roll-back
      --gaps WHAT      holes and chunks behind the end: refuse, or as-stored (zeros, and
                       nothing); without it refuse

    Exit status: 0 imported or could be, 1 refused, 73 cannot write.
    """

  private let source: String
  private let target: String?
  private let check: ImportCheck

  init(parsing scanner: inout ArgumentScanner) throws {
    var check = ImportCheck()
    target = try scanner.value("--out")
    if let limit = try scanner.value("--max-bytes", expecting: "a number of bytes", UInt64.init) {
      check.maximumByteCount = limit
    }
    check.liveJournal =
      try scanner.choice("--journal", of: ImportCheck.LiveJournal.self) ?? check.liveJournal
    check.gaps = try scanner.choice("--gaps", of: ImportCheck.Gaps.self) ?? check.gaps
    self.check = check
    source = try scanner.positional("FILE")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let pairs = try KeyDump.pairs(in: try FileIO.read(source))
    let database = try database(in: pairs)
    for note in database.notes { Output.line(Self.text(of: note)) }
    let size = "\(database.pageCount) pages, \(database.bytes.count) bytes"
    guard let target else {
      Output.line("could be imported: \(size)")
      return .success
    }
    let marker = ImportMarker(of: pairs)
    let isWritten = try ImportTarget(path: target).write(marker.marking(database.bytes), marker)
    Output.line(
      isWritten ? "imported: \(size)" : "imported before from the same source, left as it is")
    return .success
  }

  /// The refusal behind its class, for people and for scripts.
  private func database(in pairs: [KVPair]) throws -> ImportedDatabase {
    do throws(ImportRefusal) {
      return try check.database(in: pairs)
    } catch {
      throw ImportTarget.Refusal(description: "cannot be imported (\(error.reason)): \(error)")
    }
  }

  private static func text(of note: ImportedDatabase.Note) -> String {
    switch note {
    case .rolledBack(let pages, let pageCount):
      "rolled back a transaction that was not finished: \(pages) pages, to \(pageCount) in all"
    case .journalIgnored(let fault): "passed over a journal that is not live: \(fault.rawValue)"
    case .journalAbandoned:
      "left a live journal behind: the pages may be half of a transaction"
    case .olderLayoutIgnored(let generation):
      "left keys of layout \(generation.rawValue) behind, which nothing reads"
    }
  }
}

/// Keys and values of an actor in JSON.
enum KeyDump {
  /// Reads a list of objects with `key` and `value` in hex.
  static func pairs(in text: [UInt8]) throws -> [KVPair] {
    let json = try JSONValue(parsing: text)
    guard let elements = json.arrayValue else {
      throw JSONMappingError(expected: "a list of keys and values", met: json)
    }
    return try elements.enumerated().map { index, element in
      do throws(JSONMappingError) {
        return try pair(element)
      } catch {
        throw error.inside(.index(index))
      }
    }
  }

  private static func pair(_ json: JSONValue) throws(JSONMappingError) -> KVPair {
    var fields = try JSONFields(json)
    let key = try fields.decode("key", as: Bytes.self)
    let value = try fields.decode("value", as: Bytes.self)
    try fields.finish()
    return KVPair(key: Array(key), value: Array(value))
  }
}

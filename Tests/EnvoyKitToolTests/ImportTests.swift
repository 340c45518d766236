import Foundation
import PageLayout
import Testing

/// `envoykit import`: what an actor stores becomes a file of SQLite, once.
struct ImportTests {
  private static let database = EmptyDatabase.page + [UInt8](repeating: 7, count: 4096)

  private static func dump(_ pairs: [KVPair]) -> String {
    let members = pairs.map { "{\"key\": \"\(hex($0.key))\", \"value\": \"\(hex($0.value))\"}" }
    return "[" + members.joined(separator: ",\n") + "]"
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func bytes(_ name: String, in place: ToolPlace) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: place.folder.appending(path: name)))
  }

  @Test("a dump is written with its mark, and left alone the second time, whatever was done since")
  func once() throws {
    let pairs = try ImportedDatabase.exported(Self.database)
    let other = [KVPair(key: [4], value: [1])]
    let place = try ToolPlace(["a.json": Self.dump(pairs), "b.json": Self.dump(other + pairs)])
    #expect(
      try place.envoykit("import", "a.json").text == "could be imported: 2 pages, 8192 bytes\n")
    let first = try place.envoykit("import", "a.json", "--out", "a.sqlite")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.text == "imported: 2 pages, 8192 bytes\n")
    var file = try Self.bytes("a.sqlite", in: place)
    let changed = file.indices.filter { file[$0] != Self.database[$0] }
    #expect(Set(changed).isSubset(of: 72..<92))
    #expect(file[72..<80].elementsEqual("envoykit".utf8))
    file[5000] = 99
    try Data(file).write(to: place.folder.appending(path: "a.sqlite"))
    let again = try place.envoykit("import", "b.json", "--out", "a.sqlite")
    #expect(again.status == 0)
    #expect(again.text == "imported before from the same source, left as it is\n")
    #expect(try Self.bytes("a.sqlite", in: place) == file)
    #expect(place.text("a.json") == Self.dump(pairs))
  }

  @Test("what is there already, or beside it, is not overwritten")
  func foreign() throws {
    let place = try ToolPlace([
      "a.json": Self.dump(try ImportedDatabase.exported(Self.database)),
      "b.json": Self.dump(try ImportedDatabase.exported(EmptyDatabase.page)),
      "text.sqlite": "mine", "c.sqlite-journal": "",
    ])
    #expect(try place.envoykit("import", "a.json", "--out", "a.sqlite").status == 0)
    for (dump, target, word) in [
      ("b.json", "a.sqlite", "an import of another source"),
      ("a.json", "text.sqlite", "another file"),
      ("a.json", "c.sqlite", "c.sqlite-journal"), ("a.json", "a.json", "another file"),
    ] {
      let run = try place.envoykit("import", dump, "--out", target)
      #expect(run.status == 1)
      #expect(run.errors.contains(word), "\(run.errors)")
      #expect(run.text == "")
    }
    #expect(place.text("text.sqlite") == "mine")
    #expect(place.text("c.sqlite") == nil)
  }

  @Test("what cannot be carried over is refused by its class, and nothing is written")
  func refusals() throws {
    let pairs = try ImportedDatabase.exported(Self.database)
    let extra = KVPair(key: FileTag.main.chunkKey(2), value: [1])
    let place = try ToolPlace([
      "hole.json": Self.dump(Array(pairs.dropLast())), "extra.json": Self.dump(pairs + [extra]),
      "none.json": "[]", "text.json": "{}", "odd.json": "[{\"key\": \"0\", \"value\": \"\"}]",
      "ok.json": Self.dump(pairs),
    ])
    for (arguments, word) in [
      (["hole.json"], "(hole)"), (["extra.json"], "(extra-chunk)"),
      (["none.json"], "(no-database)"),
      (["ok.json", "--max-bytes", "8191"], "(over-limit)"), (["text.json"], "a list"),
      (["odd.json"], "[0]/key"),
    ] {
      let run = try place.envoykit(["import"] + arguments + ["--out", "x.sqlite"])
      #expect(run.status == 1, "\(arguments)")
      #expect(run.errors.contains(word), "\(run.errors)")
      #expect(place.text("x.sqlite") == nil)
    }
    let seen = try place.envoykit("import", "extra.json", "--gaps", "as-stored")
    #expect(seen.text == "could be imported: 2 pages, 8192 bytes\n")
    #expect(try place.envoykit("import", "ok.json", "--gaps", "some").status == 64)
    #expect(try place.envoykit("import", "nowhere.json").status == 66)
    #expect(try place.envoykit("import", "-", input: Self.dump(pairs)).status == 0)
  }
}

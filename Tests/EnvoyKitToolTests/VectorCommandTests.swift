import Foundation
import Testing

/// `envoykit vectors` and `envoykit bench`.
struct VectorCommandTests {
  private let place: ToolPlace

  init() throws {
    place = try SmallLibrary.place()
  }

  private func add(_ id: String, _ options: String..., input: String) throws -> ToolRun {
    let arguments =
      ["vectors", "add", SmallLibrary.path, "--id", id, "--comment", "new"] + options
    return try place.run(try ToolPlace.executable(), arguments, input: input)
  }

  @Test("list prints a line for each vector that is meant")
  func list() throws {
    let all = try place.envoykit("vectors", "list")
    #expect(all.status == 0)
    #expect(
      all.lines == [
        "kv-channel/v1/to-client/ping  must  valid  a time",
        "kv-channel/v1/to-client/close  must  valid  no payload",
        "kv-channel/v1/to-client/trailing  should  trailing  one byte more",
      ])
    let some = try place.envoykit("vectors", "list", "--run", "**/*i*g", "--skip", "**/ping")
    #expect(some.lines.map { $0.prefix { $0 != " " } } == ["kv-channel/v1/to-client/trailing"])
  }

  @Test("show prints one vector as an object")
  func show() throws {
    let run = try place.envoykit("vectors", "show", SmallLibrary.close)
    #expect(run.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(run.text.utf8)) as? [String: Any]
    #expect(object?["id"] as? String == SmallLibrary.close)
    #expect(object?["bytes"] as? String == "02")
    #expect(try place.envoykit("vectors", "show", "kv-channel/v1/none").status == 64)
  }

  @Test("fmt is done once: the second time nothing is written")
  func format() throws {
    let before = try #require(place.text(SmallLibrary.path))
    try place.write(before.replacing("\n", with: " "), to: SmallLibrary.path)
    let first = try place.envoykit("vectors", "fmt")
    #expect(first.text == "formatted: kv-channel/v1/to-client.json\n")
    #expect(place.text(SmallLibrary.path) == before)
    #expect(try place.envoykit("vectors", "fmt").text == "")
  }

  @Test("a file that is broken is named with line and column, and left alone")
  func brokenFile() throws {
    let broken = try #require(place.text(SmallLibrary.path)).replacing("roundtrip", with: "both")
    try place.write(broken, to: SmallLibrary.path)
    let run = try place.envoykit("vectors", "fmt")
    #expect(run.status == 1)
    #expect(run.errors.contains("kv-channel/v1/to-client.json:20:"), "\(run.errors)")
    #expect(run.errors.contains("one of `roundtrip`, `decode`, `encode`"))
    #expect(place.text(SmallLibrary.path) == broken)
  }

  @Test("lint counts what it finds, and a changed vector among it")
  func lint() throws {
    let text = try #require(place.text(SmallLibrary.path))
    try place.write(text.replacing("\"02\"", with: "\"03\""), to: SmallLibrary.path)
    let run = try place.envoykit("vectors", "lint")
    #expect(run.status == 1)
    #expect(run.text.contains("\(SmallLibrary.close): not what was published"))
    #expect(run.text.contains("\nkv-channel/v1: 2 valid, 1 invalid\n"))
    #expect(run.lines.last?.hasPrefix("vectors: 3 checked, ") == true)
  }

  @Test("a value is added with the bytes of both codecs, and its hash to the index")
  func addValue() throws {
    let id = "kv-channel/v1/to-client/ping-2"
    let run = try add(id, "--rule", "BARE-W6", input: #"{"ToClientPing": {"ts": 2}}"#)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "added: \(id)\n")
    let shown = try place.envoykit("vectors", "show", id)
    #expect(shown.text.contains(#""bytes": "010200000000000000""#))
    #expect(shown.text.contains(#"{"ts": "2"}"#))
    #expect(place.text("vectors/index.json")?.contains("\"\(id)\": \"") == true)
    #expect(try place.envoykit("vectors", "fmt").text == "")
  }

  @Test("bytes are added that both codecs refuse as the class that is said")
  func addRefused() throws {
    let id = "kv-channel/v1/to-client/no-member"
    let run = try add(id, "--rule", "BARE-A3", "--error", "union-tag", input: "0 7\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try place.envoykit("vectors", "show", id).text.contains("\"union-tag\""))
  }

  @Test("what is no vector is not added: nothing is written")
  func notAdded() throws {
    let text = place.text(SmallLibrary.path)
    let index = place.text("vectors/index.json")
    let new = "kv-channel/v1/to-client/new"
    let close = #"{"ToClientClose": null}"#
    let runs = [
      (64, try add(SmallLibrary.close, "--rule", "BARE-W12", input: close)),
      (64, try add(new, input: close)),
      (1, try add(new, "--rule", "BARE-W12", input: #"{"ToClientClose": 1}"#)),
      (1, try add(new, "--rule", "BARE-W12", input: "{")),
      (1, try add(new, "--rule", "BARE-A3", "--error", "bool", input: "0200")),
      (64, try add(new, "--rule", "BARE-A3", "--error", "nonsense", input: "0200")),
      (1, try add(new, "--rule", "BARE-A3", "--error", "trailing", input: "02")),
    ]
    for (index, (status, run)) in runs.enumerated() {
      #expect(run.status == status, "\(index): \(run.errors)")
      #expect(run.errors.hasPrefix("envoykit: error: "), "\(index)")
    }
    #expect(place.text(SmallLibrary.path) == text)
    #expect(place.text("vectors/index.json") == index)
  }

  @Test("what the linter would find is not added: ids are for ever")
  func notSound() throws {
    let index = place.text("vectors/index.json")
    let close = #"{"ToClientClose": null}"#
    for (id, rule) in [
      ("kv-channel/v1/to-client/Loud", "BARE-W12"), ("envoy/v1/to-client/close", "BARE-W12"),
      ("kv-channel/v1/to-client/unruly", "BARE-W99"),
    ] {
      let run = try add(id, "--rule", rule, input: close)
      #expect(run.status != 0, "\(id) \(rule) was added")
    }
    #expect(place.text("vectors/index.json") == index)
  }

  @Test("bench measures five messages, each with times and ratios")
  func bench() throws {
    let run = try place.envoykit("bench", "codec", "--json")
    #expect(run.status == 0)
    let json = try JSONSerialization.jsonObject(with: Data(run.text.utf8)) as? [String: Any]
    let messages = try #require(json?["messages"] as? [[String: Any]])
    let names = messages.compactMap { $0["name"] as? String }
    #expect(names == ["kv-get", "request-start", "commands", "commit", "pages"])
    for message in messages {
      for key in [
        "bytes", "encodeNanoseconds", "decodeNanoseconds", "memcpyNanoseconds", "encodeRatio",
        "decodeRatio",
      ] {
        #expect((message[key] as? Double ?? 0) > 0, "\(key)")
      }
    }
  }
}

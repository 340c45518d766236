import Testing

/// `barec generate --config`, which is how the plugins run it.
struct ConfigurationTests {
  private let place: Workplace

  init() throws {
    place = try Workplace([
      "schemas/v1.bare": "type A struct { x: u8 }\ntype E enum { OK }\n",
      "schemas/v2.bare": "type A struct { x: u8 }\ntype E enum { OK BAD }\n",
      "schemas/v2-b.bare": "type A struct { x: u16 }\n",
    ])
  }

  @Test("a bare.json says what the options would")
  func options() throws {
    try place.write(
      """
      {
        "family": "Chat",
        "schemas": ["schemas/v1.bare", "schemas/v2.bare"],
        "variants": ["schemas/v2-b.bare"],
        "access": "public",
        "emit": "json",
        "conversions": "none",
        "names": {"E.OK": "fine"}
      }
      """, to: "bare.json")
    let configured = try place.barec("generate", "--config", "bare.json")
    let asked = try place.barec(
      "generate", "--family", "Chat", "schemas/v1.bare", "schemas/v2.bare", "--variant",
      "schemas/v2-b.bare", "--access", "public", "--emit", "json", "--conversions", "none",
      "--name", "E.OK=fine")
    #expect(configured.status == 0, "\(configured.errors)")
    #expect(configured.text == asked.text)
    #expect(configured.text.contains("case fine = 0"))
  }

  @Test("paths start at --root, and the generated text does not name it")
  func root() throws {
    try place.write(#"{"schemas": ["schemas/v1.bare"]}"#, to: "target/bare.json")
    let plain = try place.barec("generate", "--config", "target/bare.json")
    let rooted = try place.barec(
      "generate", "--config", place.folder.appending(path: "target/bare.json").path,
      "--root", place.folder.path)
    #expect(plain.status == 0)
    #expect(rooted.text == plain.text)
    #expect(plain.text.contains("\n//   schemas/v1.bare\n"))
  }

  @Test("what is wrong is said by path, line and column at the start of a line, as builds show it")
  func errors() throws {
    let schemas = #""schemas": ["schemas/v1.bare"]"#
    let wrong = [
      ("{\n  \(schemas),\n  \"nix\": 1\n}", "bare.json:3:", "met `nix`"),
      ("{\(schemas), \(schemas)}", "bare.json:1:", "each key once"),
      ("{\(schemas),\n \"access\": \"open\"}", "bare.json:2:12:", "`internal`"),
      ("{\(schemas),\n \"emit\": 1}", "bare.json:2:10:", "a string"),
      ("{\(schemas),\n \"namespace\": \"a b\"}", "bare.json:2:15:", "a Swift name"),
      ("{\(schemas),\n \"names\": {\"A.x\": \"1\"}}", "bare.json:2:19:", "a Swift name"),
      ("{\"schemas\": [\n1]}", "bare.json:2:1:", "a string"),
      ("{\"schemas\": [", "bare.json:1:14:", "a value"),
      ("{}", "bare.json:1:1:", "`schemas`"), ("[]", "bare.json:1:1:", "an object"),
    ]
    for (text, place, message) in wrong {
      try self.place.write(text, to: "bare.json")
      let run = try self.place.barec("generate", "--config", "bare.json")
      #expect(run.status == 1, "\(text)")
      #expect(run.errors.hasPrefix(place), "\(text): \(run.errors)")
      #expect(run.errors.contains(": error: "), "\(text): \(run.errors)")
      #expect(run.errors.contains(message), "\(text): \(run.errors)")
    }
  }

  @Test("options beside a configuration are refused, not overlooked")
  func otherOptions() throws {
    try place.write(#"{"schemas": ["schemas/v1.bare"]}"#, to: "bare.json")
    let options = [
      ["--family", "F"], ["--namespace", "N"], ["--name", "E.OK=fine"], ["--emit", "json"],
      ["--access", "public"], ["schemas/v2.bare"], ["--variant", "schemas/v2-b.bare"],
    ]
    for option in options {
      let run = try place.barec(["generate", "--config", "bare.json"] + option)
      #expect(run.status == 64, "\(option)")
    }
  }

  @Test("a schema that is not there is status 66, and an error in it status 1")
  func schemas() throws {
    try place.write(#"{"schemas": ["schemas/none.bare"]}"#, to: "bare.json")
    #expect(try place.barec("generate", "--config", "bare.json").status == 66)
    try place.write("type A u7\n", to: "schemas/none.bare")
    let run = try place.barec("generate", "--config", "bare.json")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("schemas/none.bare:1:8: error: "))
  }
}

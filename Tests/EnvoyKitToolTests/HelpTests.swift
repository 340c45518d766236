import Testing

/// What `envoykit` says of itself, and of command lines that it cannot follow.
struct HelpTests {
  private static let commands = [
    "serve", "conform codec", "conform server", "conform client", "conform mutants",
    "conform laws", "admin", "testee", "sql", "decode", "import", "vectors list", "vectors show",
    "vectors lint", "vectors fmt", "vectors add", "vectors embed", "rules", "bench codec",
    "bench server", "bench sqlite", "bench soak", "completions",
  ]

  @Test("every command is listed and has help on standard output")
  func help() throws {
    let place = try ToolPlace()
    let general = try place.envoykit("--help")
    #expect(general.status == 0)
    #expect(general.errors == "")
    for command in Self.commands {
      #expect(general.text.contains("\n  \(command) "), "\(command)")
      let run = try place.envoykit(command.split(separator: " ").map(String.init) + ["--help"])
      #expect(run.status == 0, "\(command)")
      #expect(run.text.hasPrefix("envoykit \(command)"), "\(command)")
      #expect(run.lines.allSatisfy { $0.count <= 100 }, "\(command)")
      let behindUsage = run.lines.first { !$0.hasPrefix("envoykit ") }
      #expect(behindUsage?.hasPrefix("Example") == true, "\(command)")
    }
  }

  @Test("the first word of commands of two tells what is below it")
  func below() throws {
    let place = try ToolPlace()
    let lines = [
      ["vectrs"]: "unknown command `vectrs`; did you mean `vectors`?",
      ["vectors"]: "`vectors` expects list, show, lint, fmt, add or embed",
      ["conform", "cdec"]:
        "`conform` expects codec, server, client, mutants or laws, not `cdec`; "
        + "did you mean `codec`?",
      ["bench", "disk"]: "`bench` expects codec, server, sqlite or soak, not `disk`",
    ]
    for (line, message) in lines {
      let run = try place.envoykit(line)
      #expect(run.status == 64)
      #expect(run.errors == "envoykit: error: \(message)\n")
    }
    for line in [["bench", "--help"], ["help", "bench"]] {
      let run = try place.envoykit(line)
      #expect(run.status == 0)
      #expect(
        run.lines.map { $0.split(separator: " ").dropFirst(2).first } == [
          "codec", "server", "sqlite", "soak",
        ])
    }
  }

  @Test("a line that cannot be followed is status 64 and one line on standard error")
  func usage() throws {
    let place = try ToolPlace()
    for line in [
      ["dance"], ["vectors"], ["conform"], ["decode"], ["decode", "envoy/v6"], ["vectors", "show"],
      ["decode", "envoy/v7", "ToRivet"], ["decode", "envoy/v6", "ToNobody"], ["rules", "A", "B"],
      ["testee", "--codec", "magic"], ["conform", "codec", "--level", "may-be"],
      ["conform", "codec", "--timeout", "0"], ["vectors", "add", "x.json"], ["testee", "extra"],
    ] {
      let run = try place.envoykit(line)
      #expect(run.status == 64, "\(line)")
      #expect(run.text == "", "\(line)")
      #expect(run.errors.hasPrefix("envoykit: error: "), "\(line)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(line)")
    }
    #expect(try place.envoykit().status == 64)
  }

  @Test("a folder or file that is not there is status 66, and named")
  func missingFiles() throws {
    let place = try ToolPlace(["empty/x.txt": ""])
    for line in [
      ["conform", "codec", "--vectors", "nowhere"], ["vectors", "list", "--vectors", "nowhere"],
      ["rules", "--vectors", "nowhere"], ["vectors", "lint", "--vectors", "empty"],
      [
        "vectors", "add", "nowhere.json", "--id", "a", "--comment", "c", "--rule", "BARE-W1",
        "--vectors", "empty",
      ],
    ] {
      let run = try place.envoykit(line)
      #expect(run.status == 66, "\(line): \(run.errors)")
      #expect(run.errors.hasPrefix("envoykit: error: cannot read `"), "\(line): \(run.errors)")
    }
  }

  @Test("a message is decoded by the name of its schema, in bytes or hex")
  func decode() throws {
    let place = try ToolPlace()
    let run = try place.envoykit("decode", "envoy/v6", "ToRivet", "--hex", input: " 0 3\n")
    #expect(run.status == 0)
    #expect(run.text == "{\"ToRivetStopping\":null}\n")
    let bytes = try place.envoykit("decode", "kv-channel/v1", "ToClient", input: "\u{2}")
    #expect(bytes.text == "{\"ToClientClose\":null}\n")
    let wrong = try place.envoykit("decode", "envoy/v6", "ToRivet", "--hex", input: "0300")
    #expect(wrong.status == 1)
    #expect(wrong.text == "")
    #expect(wrong.errors.contains("expected the end of the message, met 1 byte more, at byte 1"))
    #expect(try place.envoykit("decode", "envoy/v6", "ToRivet", "--hex", input: "0g").status == 1)
  }

  @Test("a rule is printed by its id, with its level and errors")
  func rules() throws {
    let place = try ToolPlace()
    let vectors = ToolPlace.repository.appending(path: "vectors").path
    let one = try place.envoykit("rules", "BARE-W3", "--vectors", vectors)
    #expect(one.status == 0)
    #expect(one.lines.count == 1)
    #expect(one.text.hasPrefix("BARE-W3 (must): "))
    #expect(one.text.hasSuffix("[varint-overflow, value]\n"))
    #expect(try place.envoykit("rules", "--vectors", vectors).lines.count > 40)
    let none = try place.envoykit("rules", "BARE-W99", "--vectors", vectors)
    #expect(none.status == 64)
    #expect(none.errors.contains("no rule `BARE-W99`"))
  }
}

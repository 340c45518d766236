import Testing

/// What `barec` says of itself, and of command lines that it cannot follow.
struct HelpTests {
  private static let commands = [
    "generate", "check", "lint", "format", "encode", "decode", "explain", "diff", "describe",
    "breaking", "lsp", "completions",
  ]

  @Test("help is on standard output on every level, at most 80 columns wide, examples first")
  func help() throws {
    let place = try Workplace()
    let levels = [[]] + Self.commands.map { [$0] }
    for (level, flag) in levels.flatMap({ level in ["-h", "--help"].map { (level, $0) } }) {
      let run = try place.barec(level + [flag])
      #expect(run.status == 0, "\(level)")
      #expect(run.errors == "", "\(level)")
      let lines = run.text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(level)")
      let usages = lines.prefix { $0.hasPrefix("barec ") }
      #expect(usages.isEmpty == level.isEmpty, "\(level)")
      #expect(lines.dropFirst(usages.count).first?.hasPrefix("Example") == true, "\(level)")
    }
  }

  @Test("`help COMMAND` is the help of the command, `help` the general one")
  func helpCommand() throws {
    let place = try Workplace()
    #expect(try place.barec("help").text == place.barec("--help").text)
    for command in Self.commands {
      #expect(try place.barec("help", command).text == place.barec(command, "--help").text)
    }
    let unknown = try place.barec("help", "Check")
    #expect(unknown.status == 64)
    #expect(
      unknown.errors == "barec: error: unknown command `Check`; did you mean `check`?\n")
  }

  @Test("the value of an option that is one of some words is refused, and the nearest proposed")
  func unknownWord() throws {
    let place = try Workplace(["a.bare": "type A u8"])
    let lines: [([String], String)] = [
      (
        ["check", "--error-format", "jsn"],
        "`--error-format` expects plain, caret, json or github, not `jsn`; did you mean `json`?"
      ),
      (
        ["check", "--color=Never"],
        "`--color` expects auto, always or never, not `Never`; did you mean `never`?"
      ),
      (["generate", "--emit", "xml"], "`--emit` expects codec or json, not `xml`"),
      (
        ["breaking", "a.bare", "--fail-on", "wires"],
        "`--fail-on` expects source, wire or silent, not `wires`; did you mean `wire`?"
      ),
    ]
    for (line, message) in lines {
      let run = try place.barec(line + ["a.bare"])
      #expect(run.status == 64)
      #expect(run.errors == "barec: error: \(message)\n")
    }
  }

  @Test("every exit status that the help names is what it says")
  func exitStatus() throws {
    let place = try Workplace(["a.bare": "type A u8", "bad.bare": "type A u7", "folder/x": ""])
    let lines: [(Int32, [String])] = [
      (0, ["check", "a.bare"]), (1, ["check", "bad.bare"]), (1, ["generate", "bad.bare"]),
      (1, ["format", "--check", "a.bare"]), (64, ["check"]), (64, ["chekc", "a.bare"]),
      (65, ["explain", "a.bare", "A", "--hex"]),
      (65, ["diff", "a.bare", "A", "bad.bare", "a.bare"]),
      (66, ["check", "none.bare"]), (66, ["diff", "a.bare", "A", "none", "a.bare"]),
      (66, ["describe", "none.bare"]), (66, ["breaking", "a.bare", "none.bare"]),
      (73, ["generate", "a.bare", "--out", "none/a.swift"]),
      (73, ["generate", "a.bare", "--out", "folder"]),
    ]
    for (status, line) in lines {
      #expect(try place.barec(line).status == status, "\(line)")
    }
  }

  @Test("help of a command wins over what is wrong with the rest of the line")
  func helpWins() throws {
    let run = try Workplace().barec("generate", "--nonsense", "--help")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("barec generate SCHEMA..."))
  }

  @Test("the general help lists every command")
  func commands() throws {
    let text = try Workplace().barec("--help").text
    for command in Self.commands {
      #expect(text.contains("\n  \(command) "), "\(command)")
    }
  }

  @Test("the version is a line on standard output")
  func version() throws {
    let run = try Workplace().barec("--version")
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("barec "))
    #expect(run.text.split(separator: "\n").count == 1)
  }

  @Test("without arguments help is on standard error, and the status 64")
  func noArguments() throws {
    let run = try Workplace().barec()
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Commands:"))
  }

  @Test("an unknown command is refused, and the nearest one proposed")
  func unknownCommand() throws {
    let run = try Workplace().barec("generat", "a.bare")
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("barec: error: unknown command `generat`"))
    #expect(run.errors.contains("did you mean `generate`?"))
    for (word, near) in ["--verson": "--version", "halp": "help", "--Help": "--help"] {
      #expect(try Workplace().barec(word).errors.contains("did you mean `\(near)`?"))
    }
  }

  @Test("an unknown option is refused, and the nearest one proposed")
  func unknownOption() throws {
    let run = try Workplace(["a.bare": "type A u8"]).barec("check", "a.bare", "--strct")
    #expect(run.status == 64)
    #expect(run.errors == "barec: error: unknown option `--strct`; did you mean `--strict`?\n")
  }

  @Test("a line that lacks something or says it twice is refused")
  func wrongLines() throws {
    let place = try Workplace(["a.bare": "type A u8"])
    let lines = [
      ["check"], ["generate"], ["encode"], ["decode", "a.bare"], ["decode", "a.bare", "A", "x"],
      ["check", "a.bare", "--error-format"], ["check", "a.bare", "--error-format", "xml"],
      ["check", "a.bare", "--strict", "--strict"], ["check", "a.bare", "--strict=yes"],
      ["generate", "a.bare", "--access", "open"], ["generate", "a.bare", "--emit=all"],
      ["generate", "a.bare", "--out"], ["generate", "a.bare", "--check"],
      ["format", "a.bare", "-"], ["format", "a.bare", "--check=1"],
    ]
    for line in lines {
      let run = try place.barec(line)
      #expect(run.status == 64, "\(line)")
      #expect(run.output.isEmpty, "\(line)")
      #expect(run.errors.hasPrefix("barec: error: "), "\(line)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(line)")
    }
  }

  @Test("a file that is not there is status 66, and named")
  func missingFiles() throws {
    let place = try Workplace()
    for line in [
      ["check", "nix.bare"], ["generate", "nix.bare"], ["encode", "nix.bare", "A"],
      ["decode", "nix.bare", "A"], ["format", "nix.bare"], ["generate", "--config", "nix.bare"],
      ["generate", "--family", "F", "v1.bare", "--variant", "nix.bare"],
    ] {
      let run = try place.barec(line)
      #expect(run.status == 66, "\(line)")
      #expect(run.errors.hasPrefix("barec: error: cannot read `"), "\(line)")
    }
  }
}

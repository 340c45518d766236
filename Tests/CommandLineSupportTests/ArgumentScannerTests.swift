import Testing

@testable import CommandLineSupport

@Suite("Scanning arguments")
struct ArgumentScannerTests {
  @Test("flags, values and positional arguments are found in any order")
  func orders() throws {
    for arguments in [
      ["--check", "--out", "f", "a.bare", "b.bare"], ["a.bare", "--out=f", "b.bare", "--check"],
      ["a.bare", "--check", "b.bare", "--out", "f"],
    ] {
      var scanner = ArgumentScanner(arguments)
      #expect(try scanner.value("--out") == "f")
      #expect(try scanner.flag("--check"))
      #expect(try !scanner.flag("--watch"))
      #expect(try scanner.value("--namespace") == nil)
      #expect(try scanner.positional("SCHEMA") == "a.bare")
      #expect(try scanner.positionals() == ["b.bare"])
      #expect(throws: Never.self) { try scanner.finish() }
    }
  }

  @Test("a value may be empty, hold `=`, start with one dash, and be given with `=` if with two")
  func valueForms() throws {
    var scanner = ArgumentScanner([
      "--a=", "--b=x=y", "--c", "-1", "--d=--e", "--f", "-", "--g", "",
    ])
    #expect(try scanner.value("--a") == "")
    #expect(try scanner.value("--b") == "x=y")
    #expect(try scanner.value("--c") == "-1")
    #expect(try scanner.value("--d") == "--e")
    #expect(try scanner.value("--f") == "-")
    #expect(try scanner.value("--g") == "")
    #expect(throws: Never.self) { try scanner.finish() }
  }

  @Test("a repeated option is an error unless it may be repeated")
  func repeats() throws {
    var scanner = ArgumentScanner(["--run", "a", "--run=b", "--x", "--x", "--out=1", "--out", "2"])
    #expect(try scanner.values("--run") == ["a", "b"])
    expect("`--x` is given 2 times; once is enough") { () throws(UsageError) in
      _ = try scanner.flag("--x")
    }
    expect("`--out` is given 2 times; once is enough") { () throws(UsageError) in
      _ = try scanner.value("--out")
    }
  }

  @Test("an option is never taken for the value of another, in whatever order they are asked for")
  func missingValues() throws {
    for arguments in [["--out"], ["--out", "--check"], ["--out", "--", "f"]] {
      var scanner = ArgumentScanner(arguments)
      _ = try scanner.flag("--check")
      expect("`--out` needs a value: `--out=VALUE`") { () throws(UsageError) in
        _ = try scanner.value("--out")
      }
    }
    var scanner = ArgumentScanner(["--check=yes"])
    expect("`--check` takes no value") { () throws(UsageError) in
      _ = try scanner.flag("--check")
    }
  }

  @Test("a value is converted, and a failure says what was expected")
  func conversions() throws {
    var scanner = ArgumentScanner(["--port", "80", "--queue=x"])
    #expect(try scanner.value("--port", expecting: "a port") { UInt16($0) } == 80)
    #expect(try scanner.value("--none", expecting: "a port") { UInt16($0) } == nil)
    expect("`--queue` expects a count, not `x`") { () throws(UsageError) in
      _ = try scanner.value("--queue", expecting: "a count") { Int($0) }
    }
  }

  @Test("what follows `--` is a command, or else positional arguments")
  func dashes() throws {
    let arguments = ["a", "--", "--b", "-h", "--", "c"]
    var scanner = ArgumentScanner(arguments)
    #expect(!scanner.wantsHelp)
    #expect(try !scanner.flag("--b"))
    #expect(scanner.trailing() == ["--b", "-h", "--", "c"])
    #expect(try scanner.positionals() == ["a"])
    scanner = ArgumentScanner(arguments)
    #expect(try scanner.positionals() == ["a", "--b", "-h", "--", "c"])
    #expect(throws: Never.self) { try scanner.finish() }
  }

  @Test("help is found anywhere before `--`, and `-` is an argument")
  func help() throws {
    #expect(ArgumentScanner(["a", "-h"]).wantsHelp)
    #expect(ArgumentScanner(["--help", "a"]).wantsHelp)
    #expect(!ArgumentScanner(["help", "--helper", "-"]).wantsHelp)
    var scanner = ArgumentScanner(["-"])
    #expect(try scanner.positional("SCHEMA") == "-")
  }

  @Test("an unknown option names the nearest known one within two edits, before other complaints")
  func suggestions() throws {
    let table = [
      ("--chekc", "unknown option `--chekc`; did you mean `--check`?"),
      ("--ouut=x", "unknown option `--ouut`; did you mean `--out`?"),
      ("-out", "unknown option `-out`; did you mean `--out`?"),
      ("--hepl", "unknown option `--hepl`; did you mean `--help`?"),
      ("--colour", "unknown option `--colour`"), ("-x", "unknown option `-x`"),
    ]
    for (argument, message) in table {
      var scanner = ArgumentScanner([argument])
      _ = try scanner.flag("--check")
      _ = try scanner.value("--out")
      expect(message) { () throws(UsageError) in _ = try scanner.positional("SCHEMA") }
    }
  }

  @Test("a missing and an extra argument are named")
  func leftovers() throws {
    var scanner = ArgumentScanner(["a", "b"])
    #expect(try scanner.positional("SCHEMA") == "a")
    expect("unexpected argument `b`") { () throws(UsageError) in try scanner.finish() }
    expect("TYPE is missing") { () throws(UsageError) in _ = try scanner.positional("TYPE") }
  }

  private func expect(
    _ message: String, sourceLocation: SourceLocation = #_sourceLocation,
    from body: () throws(UsageError) -> Void
  ) {
    do {
      try body()
      Issue.record("expected an error: \(message)", sourceLocation: sourceLocation)
    } catch {
      #expect(error.description == message, sourceLocation: sourceLocation)
    }
  }
}

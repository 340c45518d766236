import Foundation
import Testing

/// `envoykit conform` and `envoykit testee` as an implementer of another codec meets them.
struct ConformTests {
  private static func summary(_ passed: Int, _ failed: Int, _ skipped: Int, _ lost: Int) -> String {
    "codec: \(passed) passed, \(failed) failed, 0 expected failures, 0 unexpected passes, "
      + "\(skipped) skipped, \(lost) could not run"
  }

  @Test("without a command both of our codecs are judged by vectors of the repository")
  func ownCodecs() throws {
    let place = try ToolPlace()
    let vectors = ToolPlace.repository.appending(path: "vectors").path
    let run = try place.envoykit(
      "conform", "codec", "--vectors", vectors, "--run", "kv-channel/v1/to-client/**",
      "--skip", "**/*16384*", "--level", "should")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.lines.filter { $0.hasPrefix("testee: ") }.count == 2)
    let pattern =
      #/codec: [0-9]+ passed, 0 failed, 0 expected failures, 0 unexpected passes, /#
    #expect(run.lines.last?.prefixMatch(of: pattern) != nil)
    #expect(run.lines.last?.hasSuffix(", 0 skipped, 0 could not run") == true)
  }

  @Test("a testee of one's own is run with its arguments, and its failures are status 1")
  func ownTestee() throws {
    let place = try SmallLibrary.place()
    let tool = try ToolPlace.executable().path
    let good = try place.envoykit(
      "conform", "codec", "--", tool, "testee", "--codec", "dynamic")
    #expect(good.status == 0)
    #expect(good.lines.last == Self.summary(3, 0, 0, 0))
    try place.write(Self.lenient, to: "lenient.sh")
    let lax = try place.envoykit("conform", "codec", "--", "sh", "lenient.sh", tool)
    #expect(lax.status == 0)
    #expect(lax.lines.last == Self.summary(2, 0, 1, 0))
    let strict = try place.envoykit(
      "conform", "codec", "--level", "should", "--", "sh", "lenient.sh", tool)
    #expect(strict.status == 1)
    #expect(strict.lines.last == Self.summary(2, 1, 0, 0))
    #expect(
      strict.text.contains(
        "again: envoykit conform codec --run 'kv-channel/v1/to-client/trailing' -- sh lenient.sh"))
  }

  /// Takes a byte behind the end, and is right otherwise.
  private static let lenient = """
    while read -r line; do
      case "$line" in
        *'"bytes":"0200"'*) line="${line%\\"0200\\"*}\\"02\\"${line##*\\"0200\\"}" ;;
      esac
      printf '%s\\n' "$line" | "$1" testee
    done
    """

  @Test("scenarios are played against our own server, and reported in other forms too")
  func ownServer() throws {
    let place = try ToolPlace()
    let vectors = ToolPlace.repository.appending(path: "vectors").path
    let run = try place.envoykit(
      "conform", "server", "--vectors", vectors, "--run", "sqlite/read/*", "--run",
      "sqlite/stable/*", "--skip", "**/256-pages", "--report", "junit=report.xml", "--report", "tap"
    )
    #expect(run.status == 0, "\(run.text)")
    #expect(run.lines.contains { $0.hasPrefix("server: ") && $0.contains(" 0 failed, ") })
    #expect(run.lines.contains("TAP version 13"))
    #expect(place.text("report.xml")?.contains("classname=\"sqlite\"") == true)
  }

  @Test("a server that is none, or says no ready line, is an error that says what is expected")
  func wrongServers() throws {
    let place = try ToolPlace()
    let vectors = ToolPlace.repository.appending(path: "vectors").path
    func conform(_ arguments: String...) throws -> ToolRun {
      try place.envoykit(["conform", "server", "--vectors", vectors, "--run", "kv/**"] + arguments)
    }
    let silent = try conform("--", "sh", "-c", "echo hello")
    #expect(silent.status == 64)
    #expect(silent.errors.contains("expected a ready line with `endpoints`"))
    let both = try conform("--attach", "ws://127.0.0.1:1", "--", "true")
    #expect(both.status == 64)
    let gone = try conform("--attach", "ws://127.0.0.1:1")
    #expect(gone.status == 1 || gone.status == 2)
    let none = try place.envoykit(
      "conform", "server", "--vectors", vectors, "--run", "nothing/**")
    #expect(none.status == 64)
  }

  @Test("a testee that is none is status 2, and no vector at all is status 64")
  func undecided() throws {
    let place = try SmallLibrary.place()
    let missing = try place.envoykit("conform", "codec", "--", "./no-such-testee")
    #expect(missing.status == 2)
    #expect(missing.lines.last == Self.summary(0, 0, 0, 3))
    let silent = try place.envoykit(
      "conform", "codec", "--timeout", "200", "--", "sh", "-c", "while :; do read -r x || :; done")
    #expect(silent.status == 2)
    #expect(silent.text.contains("no reply for 200 ms"))
    let none = try place.envoykit("conform", "codec", "--run", "nothing/**")
    #expect(none.status == 64)
    #expect(none.errors.contains("envoykit vectors list"))
  }

  @Test("vectors are found around the working directory, else around the executable")
  func places() throws {
    let place = try SmallLibrary.place()
    try place.write("", to: "deep/er/x")
    let inside = try ToolPlace()
    let shell = URL(filePath: "/bin/sh")
    let tool = try ToolPlace.executable()
    let around = try place.run(shell, ["-c", "cd deep/er && \"$0\" vectors list", tool.path])
    #expect(around.status == 0)
    #expect(around.lines.count == 3)
    let bin = place.folder.appending(path: "bin/envoykit")
    try place.write("", to: "bin/x")
    try FileManager.default.copyItem(at: tool, to: bin)
    let beside = try inside.run(bin, ["vectors", "list"])
    #expect(beside.status == 0, "\(beside.errors)")
    #expect(beside.lines.count == 3)
    let lost = try ToolPlace()
    let alone = lost.folder.appending(path: "envoykit")
    try FileManager.default.copyItem(at: tool, to: alone)
    let nowhere = try lost.run(alone, ["vectors", "list"])
    #expect(nowhere.status == 64)
    #expect(nowhere.errors.contains("name one by `--vectors DIR`"))
  }

  @Test("the laws hold for a few vectors, and the seed is said")
  func laws() throws {
    let place = try SmallLibrary.place()
    let run = try place.envoykit("conform", "laws", "--seed", "7")
    #expect(run.status == 0)
    #expect(
      run.lines.suffix(2) == [
        "laws: seed 7, \(9 * 10 + 2 * 257) messages from 2 vectors", "laws: 2 passed, 0 failed",
      ])
    let none = try place.envoykit("conform", "laws", "--run", "nix/**")
    #expect(none.status == 64)
    #expect(none.errors.hasPrefix("envoykit: error: no valid vector is meant"))
  }

  @Test("the testee answers a shell, line by line, and ends with its input")
  func testee() throws {
    let run = try ToolPlace().envoykit(
      "testee",
      input: """
        {"seq":1,"cmd":"recode","schema":"envoy/v6","type":"ToRivet","bytes":"03"}
        nonsense
        {"seq":3,"cmd":"decode","schema":"envoy/v6","type":"ToRivet","bytes":"03"}
        """)
    #expect(run.status == 0)
    #expect(run.lines.count == 3)
    #expect(run.lines.first == #"{"seq":1,"bytes":"03"}"#)
    #expect(run.lines.dropFirst().first?.hasPrefix(#"{"seq":null,"fault":"#) == true)
    #expect(run.lines.last == #"{"seq":3,"value":{"ToRivetStopping":null}}"#)
  }
}

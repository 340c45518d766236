import Foundation
import Testing

/// `envoykit conform client` as an author of a client meets it, with testees of a few lines.
struct ConformClientTests {
  private static let vectors = ToolPlace.repository.appending(path: "vectors").path

  private static func conform(
    _ pattern: String, _ rest: String..., in place: ToolPlace
  ) throws -> ToolRun {
    try place.envoykit(["conform", "client", "--run", pattern] + rest)
  }

  private static func summary(_ passed: Int, _ failed: Int, _ skipped: Int, _ lost: Int) -> String {
    "client: \(passed) passed, \(failed) failed, 0 expected failures, 0 unexpected passes, "
      + "\(skipped) skipped, \(lost) could not run"
  }

  @Test("our own client passes scenarios of each family, in every protocol that they are for")
  func ownClient() throws {
    let families = [
      "client/kv/get*", "client/kv/reopen", "client/envoy-kv/get-missing",
      "client/connection/eviction*", "client/sqlite/*-fenced", "client/database/*-first",
    ]
    let run = try ToolPlace().envoykit(
      ["conform", "client", "--vectors", Self.vectors, "--skip", "**/*-large"]
        + families.flatMap { ["--run", $0] })
    #expect(run.status == 0, "\(run.text)")
    #expect(run.errors == "")
    let counts =
      #/client: ([0-9]+) passed, 0 failed, .*, 0 unexpected passes, 0 skipped, 0 could not run/#
    let passed = try #require(run.lines.last?.wholeMatch(of: counts)?.output.1)
    #expect(try #require(Int(passed)) >= 40)
  }

  @Test("a testee that dies is started three times at most, and is status 2")
  func dying() throws {
    let place = try SmallScenarios.place([
      "dies.sh": """
      echo x >> starts
      read -r line
      echo '{"seq":1,"hello":{"name":"dies","version":"1","language":"sh","protocol":1,\
      "tiers":["client"],"schemas":["kv-channel/v1"],"features":[]}}'
      read -r line
      exit 3
      """
    ])
    let run = try Self.conform(
      "client/kv/get*", "--timeout", "300", "--", "sh", "dies.sh", in: place)
    #expect(run.status == 2)
    #expect(place.text("starts") == "x\nx\nx\n")
    let told = run.lines.filter { $0.hasPrefix("could not run ") }
    #expect(told.count == 3)
    for line in told {
      #expect(
        line.hasSuffix(
          "it closed its output with requests unanswered; it ended with exit status 3"),
        "\(line)")
    }
    #expect(run.lines.count { $0.hasPrefix("FAIL") } == 0)
    #expect(
      run.lines.last?.contains(" 0 passed, 0 failed, ") == true
        && run.lines.last?.hasSuffix(" 0 could not run") == false)
  }

  @Test("a command that is no testee at all is started three times, not once a scenario")
  func noTestee() throws {
    let place = try SmallScenarios.place()
    let run = try Self.conform("client/kv/get*", "--", "./nothing-here", in: place)
    #expect(run.status == 2)
    #expect(run.lines.count { $0.hasPrefix("could not run ") } == 3)
  }

  @Test("a testee of codecs is told that it does not offer the tier `client`")
  func otherTier() throws {
    let place = try SmallScenarios.place()
    let tool = try ToolPlace.executable().path
    let run = try Self.conform("client/kv/get", "--", tool, "testee", in: place)
    #expect(run.status == 2)
    #expect(run.text.contains("does not offer the tier `client`, but codec, recode"))
    #expect(run.lines.last == Self.summary(0, 0, 0, 1))
  }

  @Test("what a testee skips is skipped, and a protocol that it does not name is not asked for")
  func skipping() throws {
    let place = try SmallScenarios.place([
      "skips.sh": """
      read -r line
      echo '{"seq":1,"hello":{"name":"skips","version":"1","language":"sh","protocol":1,\
      "tiers":["client"],"schemas":["kv-channel/v1"],"features":[]}}'
      while read -r line; do
        echo "$line" >> asked
        seq="${line#*:}"
        echo "{\\"seq\\":${seq%%,*},\\"skip\\":\\"not me\\"}"
      done
      """
    ])
    let kv = try Self.conform(
      "client/kv/get", "--timeout", "300", "--", "sh", "skips.sh", in: place)
    #expect(kv.status == 1 || kv.status == 2)
    #expect(kv.text.contains("0 passed"))
    let asked = try #require(place.text("asked"))
    #expect(asked.contains(#""op":"open""#) && asked.contains(#""op":"close""#))
    let envoy = try Self.conform("client/sqlite/commit", "--", "sh", "skips.sh", in: place)
    #expect(envoy.lines.last == Self.summary(0, 0, 1, 0))
    #expect(place.text("asked") == asked)
  }

  @Test("a client that says something wrong fails by step, values and the way to do it again")
  func wrong() throws {
    let place = try SmallScenarios.place()
    let tool = try ToolPlace.executable().path
    try place.write(
      """
      "$1" testee --client | while read -r line; do
        case "$line" in *'"values":["0102"]'*) line="${line%%0102*}0103${line##*0102}" ;; esac
        printf '%s\\n' "$line"
      done
      """, to: "wrong.sh")
    let run = try Self.conform("client/kv/get", "--", "sh", "wrong.sh", tool, in: place)
    #expect(run.status == 1)
    #expect(run.lines.last == Self.summary(0, 1, 0, 0))
    let text = run.text
    #expect(text.contains("FAIL client/kv/get (kv-channel/v1) (must; KV-A12.5): "))
    #expect(text.contains(#"expected "0102", got "0103""#), "\(text)")
    #expect(text.contains("again: envoykit conform client --run 'client/kv/get'"), "\(text)")
    #expect(text.contains("call g: kv.get"), "\(text)")
  }

  @Test("protocols that are not meant are skipped")
  func protocols() throws {
    let run = try Self.conform(
      "client/kv/get", "--run", "client/sqlite/commit", "--protocols", "envoy/v2",
      in: try SmallScenarios.place())
    #expect(run.status == 0)
    #expect(run.lines.last == Self.summary(1, 0, 1, 0))
  }

  @Test(
    "a line that cannot be followed is status 64, and says so in one line",
    arguments: [
      ["--listen", "--", "true"], ["--port", "8000"], ["--until-stdin-closes"],
      ["--listen", "--port", "70000"], ["--timeout", "0"], ["--protocols", "envoy/v9"],
      ["--run", "nothing/**"], ["--run", "kv/**"], ["extra"], ["--report", "poem"],
    ])
  func usage(_ arguments: [String]) throws {
    let run = try SmallScenarios.place().envoykit(
      ["conform", "client"] + arguments)
    #expect(run.status == 64)
    #expect(run.text == "")
    #expect(run.errors.hasPrefix("envoykit: error: "))
    #expect(run.errors.split(separator: "\n").count == 1)
  }
}

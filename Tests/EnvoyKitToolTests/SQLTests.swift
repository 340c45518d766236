import EnvoyServer
import Foundation
import SQLiteLibrary
import Testing

/// `envoykit sql`: the first minute of a newcomer.
@Suite(
  .enabled(
    if: (try? SQLiteLibrary()) != nil, "libsqlite3 is not installed; Debian has it in libsqlite3-0")
)
struct SQLTests {
  @Test(
    "rows are lines, the next run finds them, a mistake is status 1 and ends the text",
    arguments: ["commands", "kv", "remote"])
  func shell(_ backEnd: String) throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let place = try ToolPlace()
    func run(_ words: String..., input: String = "") throws -> ToolRun {
      try place.run(
        try ToolPlace.executable(),
        ["sql", "ws://127.0.0.1:\(server.port)", "--back-end", backEnd] + words, input: input)
    }
    let first = try run(
      """
      CREATE TABLE t (v);
      INSERT INTO t VALUES (1), (NULL), (-9223372036854775808), (x'00ff'), ('a|b'), (0.1);
      SELECT rowid, v FROM t;
      """)
    #expect(first.status == 0, "\(first.errors)")
    #expect(
      first.text == "1|1\n2|\n3|-9223372036854775808\n4|x'00ff'\n5|a|b\n6|0.1\n")
    let second = try run("SELECT count(*) FROM t; SELECT missing; SELECT 1")
    #expect(second.status == 1)
    #expect(second.text == "6\n")
    #expect(second.errors.hasPrefix("envoykit: error: "))
    #expect(second.errors.contains("no such column: missing"))
    let input = try run(
      input: """
        CREATE TRIGGER g AFTER INSERT ON t BEGIN
          SELECT CASE WHEN 1 THEN 2 END; DELETE FROM t WHERE v = 1;
        END;
        -- a comment; and no statement
        INSERT INTO t VALUES ('it''s; one'); SELECT count(*) FROM t;
        SELECT /* ; */ 7
        """)
    #expect(input.status == 0, "\(input.errors)")
    #expect(input.text == "6\n7\n")
  }

  @Test(
    "a trace shows what each statement sends",
    arguments: [
      (
        "commands",
        ["-- get_pages [] -> 0 pages, head 0", "-- commit 2 pages on head 0, size 2 -> head 1"]
      ),
      ("kv", ["-- open -> done", "-- put 3 keys, 8202 bytes -> done"]),
      ("remote", ["-- execute -> done"]),
    ])
  func trace(_ backEnd: String, _ lines: [String]) throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let run = try ToolPlace().envoykit(
      "sql", "ws://127.0.0.1:\(server.port)", "--back-end", backEnd, "--trace",
      "CREATE TABLE t (v)")
    #expect(run.text == "")
    let traced = run.errors.split(separator: "\n").map(String.init)
    for line in lines { #expect(traced.contains(line), "\(traced)") }
  }

  @Test("where the server wants actors started, the admin side starts them")
  func admin() throws {
    var configuration = ServerConfiguration()
    configuration.options.profile = .stable
    let server = try ReferenceServer.start(configuration)
    defer { server.stop() }
    let place = try ToolPlace()
    let endpoint = "ws://127.0.0.1:\(server.port)"
    #expect(try place.envoykit("sql", endpoint, "SELECT 1").status == 1)
    let run = try place.envoykit("sql", endpoint, "--admin", server.adminEndpoint, "SELECT 1")
    #expect(run.text == "1\n", "\(run.errors)")
  }

  @Test("no server is 69, what is no endpoint 64")
  func wrong() throws {
    let place = try ToolPlace()
    let server = try ReferenceServer.start()
    let port = server.port
    server.stop()
    let run = try place.envoykit("sql", "ws://127.0.0.1:\(port)", "SELECT 1")
    #expect(run.status == 69)
    #expect(run.errors.contains("no server at `ws://127.0.0.1:\(port)`"))
    #expect(try place.envoykit("sql", "somewhere", "SELECT 1").status == 64)
    #expect(try place.envoykit("sql").status == 64)
    #expect(try place.envoykit("sql", "ws://h:1", "a", "b").status == 64)
  }
}

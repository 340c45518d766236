import BareJSON
import CommandLineSupport
import EnvoyServer
import SocketIO

/// `envoykit admin`: a request to the admin side of a running server.
struct AdminCommand: ToolCommand {
  static let name = "admin"
  static let help = """
    envoykit admin (--admin URL | --ready-file FILE) [METHOD] PATH [BODY]

    Examples:
      envoykit admin --ready-file ready.json /health
      envoykit admin --ready-file ready.json POST /namespaces/ns/actors/a/start
      envoykit admin --ready-file ready.json /faults '{"name": "lose", "at": "after-apply",
        "when": {"type": "SqliteCommitRequest"}, "do": "drop", "times": 1}'

    Asks the admin side of a server, and writes what it answers, a line of JSON. METHOD is GET by
    default, or POST with a BODY. `envoykit serve --help` lists the paths.

    Options:
      --admin URL         the admin endpoint of the ready line
      --ready-file FILE   the file that the server was told to write

    Exit status: 0 done, 1 refused, 69 no server there.
    """

  private let endpoint: String
  private let method: String
  private let path: String
  private let body: String

  init(parsing scanner: inout ArgumentScanner) throws {
    let admin = try scanner.value("--admin")
    let readyFile = try scanner.value("--ready-file")
    var words = try scanner.positionals()
    switch (admin, readyFile) {
    case (let admin?, nil): endpoint = admin
    case (nil, let file?): endpoint = try AdminCommand.endpoint(inReadyFile: file)
    default: throw UsageError("expected one of `--admin URL` and `--ready-file FILE`")
    }
    let known = ["GET", "PUT", "POST", "DELETE"]
    let given = words.first.flatMap { known.contains($0) ? $0 : nil }
    if given != nil { words.removeFirst() }
    guard (1...2).contains(words.count), words[0].hasPrefix("/") else {
      throw UsageError("expected `[METHOD] PATH [BODY]`, PATH starting with `/`")
    }
    path = words[0]
    body = words.count == 2 ? words[1] : ""
    method = given ?? (body.isEmpty ? "GET" : "POST")
  }

  private static func endpoint(inReadyFile file: String) throws -> String {
    let line = try JSONValue(parsing: try FileIO.read(file))
    guard let admin = line["endpoints"]?["admin"]?.stringValue else {
      throw UsageError("`\(file)` is not a ready line with an admin endpoint")
    }
    return admin
  }

  func run() throws -> ExitStatus {
    guard let client = AdminClient(endpoint) else {
      throw UsageError("`\(endpoint)` is not `http://HOST:PORT`")
    }
    do throws(SystemError) {
      let answer = try client.ask(method, path, body: body)
      Output.line(String(answer.body.prefix { $0 != "\n" }))
      return answer.status == 200 ? .success : .findings
    } catch {
      try Terminal.write("envoykit: error: \(error)\n".utf8, to: .error)
      return .unavailable
    }
  }
}

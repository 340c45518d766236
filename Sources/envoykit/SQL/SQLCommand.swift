import ClientConnection
import CommandLineSupport
import EnvoyClient
import EnvoyServer
import PageVFS
import SQLiteLibrary

/// `envoykit sql`: a shell on a database whose pages are on a server.
struct SQLCommand: ToolCommand {
  static let name = "sql"
  static let help = """
    envoykit sql ENDPOINT [--back-end commands|kv|remote] [--namespace NAME] [--actor ID] [SQL]

    Examples:
      envoykit sql ws://127.0.0.1:6420 'CREATE TABLE t (v); INSERT INTO t VALUES (1), (NULL)'
      envoykit sql ws://127.0.0.1:6420 --trace 'SELECT * FROM t'
      envoykit sql ws://127.0.0.1:6420 --back-end kv < script.sql

    Runs SQL on a database whose pages are on a server: a row a line, columns by `|`, NULL empty,
    blobs x'...'. Without SQL it reads statements from standard input. ENDPOINT is one of a ready
    line: ws://HOST:PORT with or without a path.

    A text of statements ends at the first that fails, with status 1; at a terminal it goes on,
    and opens the database anew where another client took it. What a failed statement did is
    unknown only where the message says so.

    Options:
      --back-end KIND    commands: SQLite here, pages by the five commands of envoy version 2 (the
                         default); kv: SQLite here, pages in keys over the KV channel; remote: the
                         server runs the SQL, by envoy version 6
      --namespace NAME   without it `default`
      --actor ID         whose database; without it `sql`
      --admin URL        the admin side, to start the actor where the server wants that
      --token TOKEN      shown to the server
      --trace            each command that goes to the server, on standard error

    Exit status: 0 done, 1 a statement failed, 69 no server there, or no SQLite library.
    """

  /// How long a server may take until it lets the client in.
  private static let connectMilliseconds: Int64 = 5000

  private let endpoint: String
  private let address: ClientAddress
  private let backEnd: SQLBackEnd
  private let traces: Bool
  private let sql: String?

  init(parsing scanner: inout ArgumentScanner) throws {
    let kind = try scanner.choice("--back-end", of: SQLBackEnd.Kind.self) ?? .commands
    let namespace = try scanner.value("--namespace") ?? "default"
    let actorID = try scanner.value("--actor") ?? "sql"
    let token = try scanner.value("--token")
    let admin = try scanner.value(
      "--admin", expecting: "http://HOST:PORT", { AdminClient($0) })
    traces = try scanner.flag("--trace")
    endpoint = try scanner.positional("ENDPOINT")
    let texts = try scanner.positionals()
    guard texts.count <= 1 else { throw UsageError("more than one SQL text; quote it") }
    sql = texts.first
    // Two shells are two envoys, or the server would take the second for the first come again.
    let envoyKey = "sql-\(UInt32.random(in: 0 ... .max))"
    guard
      let address = ClientAddress(
        endpoint, kind.dialect, namespace: namespace, token: token, envoyKey: envoyKey)
    else { throw UsageError("`\(endpoint)` is not `ws://HOST:PORT`") }
    self.address = address
    backEnd = SQLBackEnd(
      kind: kind, namespace: namespace, actorID: actorID, envoyKey: envoyKey, admin: admin)
  }

  private struct NoServer: Error {
    let description: String
  }

  func run() throws -> ExitStatus {
    let connection = try ClientConnection(address, backEnd.kind.dialect)
    defer { connection.close() }
    let link: any ClientLink = traces ? TracingLink(connection) : connection
    do {
      var shell = try SQLShell {
        guard connection.waitUntilOpen(timeoutMilliseconds: Self.connectMilliseconds) else {
          throw NoServer(description: "no server at `\(endpoint)` lets this client in")
        }
        return try backEnd.open(link)
      }
      defer { shell.close() }
      return try sql.map { try shell.run($0) } ?? shell.runInput()
    } catch let failure as NoServer {
      return try fail(failure.description, .unavailable)
    } catch let failure as PageStoreFailure {
      return try fail(failure.message, .findings)
    } catch let failure as PageDatabaseFailure {
      return try fail(failure.message, .findings)
    } catch let failure as SQLiteLibraryFailure {
      return try fail("\(failure)", .unavailable)
    }
  }

  private func fail(_ message: String, _ status: ExitStatus) throws -> ExitStatus {
    try Terminal.write("envoykit: error: \(message)\n".utf8, to: .error)
    return status
  }
}

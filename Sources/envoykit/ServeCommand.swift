import BareJSON
import CommandLineSupport
import EnvoyServer
import EnvoyServerCore
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `envoykit serve`: the reference server, until a signal or the end of standard input.
struct ServeCommand: ToolCommand {
  static let name = "serve"
  static let help = """
    envoykit serve [options]

    Examples:
      envoykit serve
      envoykit serve --port 6420 --ready-file ready.json
      envoykit serve --until-stdin-closes < some-pipe

    An in-memory server for authors of envoys and KV channel clients, on a free port of this
    machine. One line of JSON on standard output says where, once connections are taken:

      {"event":"ready","version":"0.1.0","pid":4242,
       "endpoints":{"http":"http://127.0.0.1:41733",
       "envoy":"ws://127.0.0.1:41733/envoys/connect",
       "kvChannel":"ws://127.0.0.1:41733/kv/connect",
       "admin":"http://127.0.0.1:41734"},"seed":"1","profile":"takeover"}

    An envoy connects with the parameters protocol_version (1 to 6, or v2-pr4673), namespace,
    envoy_key, version and pool_name. A namespace is a world of its own, made by its first use.
    SQLite has the five commands of version 2. The KV channel has the parameters protocol_version
    (1) and namespace. SIGTERM or SIGINT ends the server: peers are told, and have
    a second; a second signal ends it at once.

    The admin side takes and gives JSON, 64-bit numbers as strings; NS is a namespace, ID an actor:

      GET /                                   a page for the browser that shows it all
      GET /health  GET /namespaces  GET /connections  POST /restart  POST /drain  POST /shutdown
      PUT|GET|DELETE /namespaces/NS           GET /namespaces/NS/actors
      GET /namespaces/NS/actors/ID[?sha256=false]
      PUT /namespaces/NS/actors/ID            {"name"?, "key"?, "input"?}: told when it is started
      POST /namespaces/NS/actors/ID/start     {"envoyKey"?}: by an envoy, now or once it connects
      POST .../stop {"reason"?: "DESTROY"}    POST .../sleep    POST .../bump-generation
      POST .../alarm {"milliseconds"?}        POST .../compact  POST .../steal-lock
      POST .../quota {"bytes"}                POST .../latency {"milliseconds"}
      POST .../http {"method"?, "path"?, "headers"?, "text" or "body"?, "chunks"?, "abort"?}: what a
        user asks of the actor; answered with "status", "headers", "body" in hex and "text"
      POST .../websocket {"path"?, "headers"?}: answered with "tunnel", the id; then with it
        {"tunnel", "text" or "body"} or {"tunnel", "close": {"code"?, "reason"?}}; what comes back
        stands in the journal under type=tunnel
      POST /connections/ID/close {"code"?, "reason"?}           POST /connections/ID/reset
      POST /connections/ID/stall {"milliseconds"?}: nothing is read or written, for ever by default
      POST /clock/advance {"milliseconds"}    POST /clock/set {"milliseconds"}
      GET|DELETE /faults  DELETE /faults/NAME
      POST /faults {"name", "when": {"type"?, "namespace"?, "actor"?, "nth"?}, "at", "do", "times"?,
        "percent"?}: at before-apply, after-apply, reply, frame or socket; do drop, duplicate,
        reorder, reset, bump-generation, delay {"milliseconds"}, close {"code"?},
        truncate {"bytes"}, slice {"bytes"}, corrupt {"bit"} or answer {"value"}
      GET /journal?namespace=&actor=&type=&after=NUMBER&wait=MILLISECONDS&limit=

    Options:
      --port N               the port; 0, the default, picks a free one
      --host ADDRESS         the IPv4 address; 127.0.0.1 by default, which only this machine reaches
      --admin-port N         the port of the admin side; 0 by default
      --clock real|manual    manual: time stands still until the admin side moves it
      --trace LEVEL          off (default), summary, decoded or hex: what happens, on standard error
      --faults FILE          a JSON array of faults that hold from the start
      --ready-file PATH      write the ready line to a file too, whole or not at all
      --until-stdin-closes   end when standard input does, so that no server outlives its test
      --profile PROFILE      takeover (default): each start of an actor raises its generation;
                             stable: it stays, and only the connection that started the actor may
                             use its database
      --kv-lock PROFILE      who may write where two connections open an actor: evict (default: the
                             last), refuse (the first), none (both)
      --existence WHAT       on-demand (default), or declared: only what the next two options name
      --namespace NAME       a namespace that exists; may be given more than once
      --pool NAME            a pool that exists; may be given more than once
      --token TOKEN          envoys have to offer the subprotocol rivet_token.TOKEN, KV channels the
                             parameter token=TOKEN
      --quirks upstream      do as engines do where they err: refuse version 1, give no reason for a
                             failed put, miss keys with 0xff behind a prefix, cut values in reversed
                             lists, lose responses in pieces, and in SQL tell an empty blob as NULL
                             and the changes of an earlier statement
      --limits FILE          a JSON object of limits and times by name; others stay
      --print-limits         print all limits and times by name, and end
      --preload-kv           give actors the keys that the metadata of their names ask for
      --load FILE            store what a snapshot says from the start
      --save-on-exit FILE    write a snapshot when the server ends: keys, pages, generations, a line
                             each; what is under way is not stored
      --strict               a message that cannot be read ends its connection
      --seed N               the seed of all that is random; 1 by default

    Exit status: 0 ended as asked, 69 the port could not be taken, 73 cannot write.
    """

  /// Whose time it is.
  enum Clock: String, CaseIterable { case real, manual }

  /// Whose errors are made.
  enum Quirks: String, CaseIterable { case upstream }

  private var configuration = ServerConfiguration()
  private let readyFile: String?
  private let endsWithInput: Bool
  private let printsLimits: Bool
  private let loadFile: String?
  private let saveFile: String?

  init(parsing scanner: inout ArgumentScanner) throws {
    configuration.port =
      try scanner.value("--port", expecting: "a port, 0 to 65535", { UInt16($0) }) ?? 0
    configuration.adminPort =
      try scanner.value("--admin-port", expecting: "a port, 0 to 65535", { UInt16($0) }) ?? 0
    configuration.hasManualClock = try scanner.choice("--clock", of: Clock.self) == .manual
    let level = try scanner.choice("--trace", of: TraceLevel.self) ?? .off
    if level != .off { configuration.trace = ServeCommand.trace(level) }
    if let file = try scanner.value("--faults") {
      configuration.faults = try ServeCommand.faults(inFile: file)
    }
    configuration.host = try scanner.value("--host") ?? configuration.host
    readyFile = try scanner.value("--ready-file")
    endsWithInput = try scanner.flag("--until-stdin-closes")
    printsLimits = try scanner.flag("--print-limits")
    loadFile = try scanner.value("--load")
    configuration.snapshot = try loadFile.map { try FileIO.read($0) }
    saveFile = try scanner.value("--save-on-exit")
    let options = try ServeCommand.options(&scanner)
    configuration.options = options
    try scanner.finish()
  }

  private static func options(_ scanner: inout ArgumentScanner) throws -> ServerOptions {
    var options = ServerOptions()
    options.profile =
      try scanner.choice("--profile", of: ServerOptions.Profile.self) ?? options.profile
    options.kvChannel.lockProfile =
      try scanner.choice("--kv-lock", of: KVChannelOptions.LockProfile.self)
      ?? options.kvChannel.lockProfile
    options.existence =
      try scanner.choice("--existence", of: ServerOptions.Existence.self) ?? options.existence
    options.namespaces = try scanner.values("--namespace")
    options.pools = try scanner.values("--pool")
    options.token = try scanner.value("--token", expecting: "some text") { $0.isEmpty ? nil : $0 }
    options.engineVersion = Version.text
    options.hasUpstreamQuirks = try scanner.choice("--quirks", of: Quirks.self) == .upstream
    options.preloadsKV = try scanner.flag("--preload-kv")
    if let file = try scanner.value("--limits") {
      let json = try json(inFile: file)
      do throws(ServerLimitError) {
        try options.setLimits(json)
      } catch {
        throw UsageError("`\(file)`: \(error)")
      }
    }
    options.isStrict = try scanner.flag("--strict")
    options.seed = try scanner.value("--seed", expecting: "a number", { UInt64($0) }) ?? 1
    return options
  }

  /// Writes a line for each thing that happens, times counted from the first.
  private static func trace(_ level: TraceLevel) -> @Sendable (JournalEntry) -> Void {
    let start = Mutex<Int64?>(nil)
    return { entry in
      let first = start.withLock { start in
        start = start ?? entry.timeMilliseconds
        return start ?? 0
      }
      let line = entry.traceLine(level, sinceMilliseconds: first) + "\n"
      _ = try? Terminal.write(line.utf8, to: .error)
    }
  }

  private static func save(_ core: ServerCore, to file: String) -> ExitStatus {
    do throws(FileError) {
      try FileIO.write(Array(core.snapshotText.utf8), to: file)
      return .success
    } catch {
      _ = try? Terminal.write("envoykit: error: \(error)\n".utf8, to: .error)
      return error.exitStatus
    }
  }

  private static func json(inFile file: String) throws -> JSONValue {
    let bytes = try FileIO.read(file)
    do throws(JSONError) {
      return try JSONValue(parsing: bytes)
    } catch {
      throw UsageError("`\(file)` is no JSON: \(error)")
    }
  }

  private static func faults(inFile file: String) throws -> [FaultRule] {
    guard let rules = try json(inFile: file).arrayValue else {
      throw UsageError("`\(file)` is not a JSON array of faults")
    }
    do throws(FaultRuleError) {
      return try rules.map { json throws(FaultRuleError) in try FaultRule(json: json) }
    } catch {
      throw UsageError("`\(file)`: \(error)")
    }
  }

  func run() throws -> ExitStatus {
    guard !printsLimits else {
      let members = configuration.options.limits.objectValue?.members ?? []
      let lines = members.map { "  \"\($0.key)\": \($0.value.compactText)" }
      Output.line("{\n\(lines.joined(separator: ",\n"))\n}")
      return .success
    }
    let status = Mutex(ExitStatus.success)
    var configuration = configuration
    if let saveFile {
      configuration.whenEnded = { core in
        status.withLock { $0 = ServeCommand.save(core, to: saveFile) }
      }
    }
    let signals = EndSignals()
    let server: ReferenceServer
    do {
      server = try ReferenceServer.start(configuration) { signals.raise() }
    } catch let error as SnapshotError {
      throw UsageError("`\(loadFile ?? "")` is no snapshot: \(error)")
    } catch {
      let flag = configuration.port == 0 ? "" : "; `--port` picks another, 0 a free one"
      try Terminal.write("envoykit: error: \(error)\(flag)\n".utf8, to: .error)
      return .unavailable
    }
    let line = readyLine(server) + "\n"
    if let readyFile { try FileIO.write(Array(line.utf8), to: readyFile) }
    try Terminal.write(line.utf8)
    if endsWithInput { signals.raiseWhenInputEnds() }
    signals.wait()
    signals.endAtOnceFromNowOn()
    server.stop()
    return status.withLock { $0 }
  }

  private func readyLine(_ server: ReferenceServer) -> String {
    let options = configuration.options
    let endpoints: JSONValue = .object([
      ("http", .string(server.httpEndpoint)), ("envoy", .string(server.envoyEndpoint)),
      ("kvChannel", .string(server.kvChannelEndpoint)),
      ("admin", .string(server.adminEndpoint)),
    ])
    return JSONValue.object([
      ("event", .string("ready")), ("version", .string(Version.text)),
      ("pid", .number(JSONNumber(getpid()))),
      ("endpoints", endpoints), ("seed", .string("\(options.seed)")),
      ("profile", .string(options.profile.rawValue)),
    ]).compactText
  }
}

import BareJSON
import EnvoyClient
import EnvoyConformance
import SocketIO

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Our own client as a testee: does what lines of standard input say, and answers each by a line.
final class ClientTestee {
  private let lines = DuplexLines(input: 0, output: 1)
  private let clock = Stopwatch()
  private var isEnded = false

  /// Lines that came and were not taken yet, such as those that came with an answer half written.
  private var unread: [[UInt8]] = []

  private var client: RunningClient?

  /// Answers until standard input ends.
  func run() {
    while !isEnded || !unread.isEmpty {
      wait()
      if !isEnded { step(timeoutMilliseconds: 0) }
      let requests = unread
      unread = []
      for line in requests { take(line) }
      client?.advance(at: clock.nowMilliseconds)
    }
  }

  /// Until a line or a message can come, or a time has come.
  private func wait() {
    guard unread.isEmpty else { return }
    var polls = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      pollfd(fd: client?.file ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    let wait = client?.deadlineMilliseconds.map { max(0, $0 - clock.nowMilliseconds) }
    poll(&polls, nfds_t(polls.count), wait.map { Int32(clamping: $0) } ?? -1)
  }

  private func step(timeoutMilliseconds: Int32) {
    switch lines.step(timeoutMilliseconds: timeoutMilliseconds) {
    case .lines(let requests): unread += requests
    case .end, .lineTooLong: isEnded = true
    case .progress, .silence: break
    }
  }

  private func take(_ line: [UInt8]) {
    guard let json = try? JSONValue(parsing: line), let sequence = json["seq"] else {
      return answer(.null, "fault", ["message": "a line that is no request"])
    }
    switch json["cmd"]?.stringValue {
    case "hello": answer(sequence, "hello", Self.hello)
    case "client": perform(json, sequence)
    default: answer(sequence, "skip", "only what a client does is offered")
    }
  }

  private func perform(_ json: JSONValue, _ sequence: JSONValue) {
    do throws(JSONMappingError) {
      let operation = try ClientOperation(json["op"]?.stringValue ?? "", json["args"] ?? [:])
      switch operation {
      case .open(let configuration): open(configuration, sequence)
      case .close:
        client?.close()
        client = nil
        answer(sequence, "ok", .null)
      case .unknown(let name): answer(sequence, "skip", .string("there is no operation `\(name)`"))
      case .request, .database:
        guard let client else {
          return answer(sequence, "fault", ["message": "no client is open; `open` makes one"])
        }
        client.perform(operation, sequence, at: clock.nowMilliseconds)
      }
    } catch {
      answer(sequence, "fault", ["message": .string("not an operation: \(error)")])
    }
  }

  private func open(_ configuration: ClientConfiguration, _ sequence: JSONValue) {
    client?.close()
    client = RunningClient(configuration, sequence) { [unowned self] in answer($0, $1, $2) }
  }

  private func answer(_ sequence: JSONValue, _ kind: String, _ value: JSONValue) {
    lines.queue(JSONValue.object(JSONObject([("seq", sequence), (kind, value)])).compactBytes())
    // What comes meanwhile is read too, or else two that write would wait for each other.
    while !lines.isFlushed { step(timeoutMilliseconds: -1) }
  }

  private static let hello: JSONValue = [
    "name": "envoykit-client", "version": .string(Version.text), "language": "swift",
    "protocol": 1, "tiers": ["client"],
    "schemas": .array(ClientDialect.all.keys.sorted().map { .string($0) }),
  ]
}

public import SocketIO
import WebSocketWire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Clients in one thread, each of which asks, waits for the answer, and asks again.
public struct LoadGenerator {
  /// What each client does.
  public struct Workload: Sendable {
    /// What it is called in reports.
    public let name: String

    /// How many clients there are.
    public let connectionCount: Int

    /// The first byte of answers; others, such as pings, are not counted.
    public let answerTag: UInt8

    /// The size of an answer.
    public let answerByteCount: Int

    /// The next request of a client, by its number and how many it made.
    public let request: @Sendable (_ client: Int, _ number: UInt64) -> [UInt8]

    /// Makes a workload.
    public init(
      name: String, connectionCount: Int, answerTag: UInt8, answerByteCount: Int,
      request: @escaping @Sendable (_ client: Int, _ number: UInt64) -> [UInt8]
    ) {
      self.name = name
      self.connectionCount = connectionCount
      self.answerTag = answerTag
      self.answerByteCount = answerByteCount
      self.request = request
    }
  }

  private final class Client {
    let stream: TCPClient
    let number: Int
    var socket = WebSocketConnection(role: .client(maskingSeed: 1))
    var output: [UInt8] = []
    var requestCount: UInt64 = 0

    init(_ stream: TCPClient, number: Int) {
      self.stream = stream
      self.number = number
    }
  }

  private let workload: Workload
  private var clients: [Int32: Client] = [:]
  private var poller: Poller
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  /// Connects all clients to a server of this machine.
  ///
  /// - Parameters:
  ///   - workload: what the clients ask, and how many they are.
  ///   - port: the port of the server.
  ///   - target: path and query for a client by its number.
  public init(
    _ workload: Workload, port: UInt16, target: (Int) -> String
  ) throws(SystemError) {
    self.workload = workload
    poller = try Poller()
    for number in 0..<workload.connectionCount {
      let stream = try TCPClient(host: "127.0.0.1", port: port)
      let handshake = ClientHandshake(
        host: "127.0.0.1", target: target(number), subprotocols: ["rivet"],
        keyBytes: [UInt8](repeating: 7, count: 16))
      try stream.send(handshake.request.encoded())
      try stream.skipHead()
      clients[stream.file] = Client(stream, number: number)
      poller.watch(stream.file, reads: true, writes: false, isNew: true)
    }
  }

  /// Lets the clients work for a time.
  ///
  /// - Returns: answers per second.
  public mutating func run(milliseconds: Int64) throws(SystemError) -> Double {
    let clock = WallClock(isManual: false)
    let start = clock.realMilliseconds
    for client in clients.values { try ask(client) }
    var answerCount = 0
    while clock.realMilliseconds < start + milliseconds {
      for ready in poller.wait(milliseconds: 100) {
        if let client = clients[ready.file] { answerCount += try serve(client) }
      }
    }
    let elapsed = clock.realMilliseconds - start
    try settle()
    return Double(answerCount) * 1000 / Double(elapsed)
  }

  /// Ends all connections.
  public mutating func end() {
    clients = [:]
    poller.close()
  }

  private func ask(_ client: Client) throws(SystemError) {
    let request = workload.request(client.number, client.requestCount)
    client.requestCount += 1
    client.socket.send(.binary(request), into: &client.output)
    try client.stream.send(client.output)
    client.output.removeAll(keepingCapacity: true)
  }

  /// Reads what is there, and asks again for each answer.
  private mutating func serve(_ client: Client, asksAgain: Bool = true) throws(SystemError) -> Int {
    guard case .count(let count) = Stream.read(client.stream.file, into: &buffer) else { return 0 }
    guard count > 0 else { throw SystemError("the server has gone", code: ECONNRESET) }
    var input = buffer[..<count]
    var answerCount = 0
    while let event = client.socket.receive(&input, into: &client.output) {
      guard case .message(.binary(let bytes)) = event, bytes.first == workload.answerTag else {
        continue
      }
      answerCount += 1
      if asksAgain { try ask(client) }
    }
    return answerCount
  }

  /// Waits for the answers that are under way.
  private mutating func settle() throws(SystemError) {
    var missing = Set(clients.keys)
    while !missing.isEmpty {
      let ready = poller.wait(milliseconds: 2000)
      guard !ready.isEmpty else { return }
      for ready in ready {
        guard let client = clients[ready.file] else { continue }
        if try serve(client, asksAgain: false) > 0 { missing.remove(ready.file) }
      }
    }
  }
}

extension TCPClient {
  /// Reads the head of an answer, byte by byte, so that nothing of what follows is taken.
  fileprivate func skipHead() throws(SystemError) {
    var reader = HTTPHeadReader()
    var byte: [UInt8] = [0]
    while true {
      guard case .count(1) = Stream.read(file, into: &byte) else {
        throw SystemError("no handshake")
      }
      var input = byte[...]
      if (try? reader.next(&input)) ?? nil != nil { return }
    }
  }
}

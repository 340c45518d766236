/// One end of a connection after the handshake: a value that is fed bytes and writes bytes.
///
/// Pings and closes are answered at once, between the frames of the peer and of one's own.
public struct WebSocketConnection: Sendable {
  private enum Phase {
    case open
    /// A close was sent, the peer's is awaited.
    case closing
    /// Both closes have been, or the peer broke a rule.
    case ended
  }

  private var phase = Phase.open
  private var reader: WebSocketReader
  /// Where masking keys come from; nil for a server, which masks nothing.
  private var maskingNumbers: SplitMix64?

  /// A connection that has just been upgraded.
  public init(role: WebSocketRole, limits: WebSocketLimits = WebSocketLimits()) {
    switch role {
    case .server:
      reader = WebSocketReader(isServer: true, limits: limits)
    case .client(let seed):
      reader = WebSocketReader(isServer: false, limits: limits)
      maskingNumbers = SplitMix64(seed: seed)
    }
  }

  /// Whether messages can still be sent.
  public var isOpen: Bool { phase == .open }

  /// Whether there is nothing more to read or write: TCP may end once the output is written.
  public var isEnded: Bool { phase == .ended }

  /// Takes bytes from the front until something happens; nil when all are taken before that.
  /// Answers to pings and closes are appended to the output. What follows a close is dropped.
  public mutating func receive(
    _ input: inout ArraySlice<UInt8>, into output: inout [UInt8]
  ) -> WebSocketEvent? {
    guard phase != .ended else {
      input = []
      return nil
    }
    do throws(WebSocketViolation) {
      switch try reader.next(&input) {
      case nil: return nil
      case .message(let message): return .message(message)
      case .pong(let payload): return .pong(payload)
      case .ping(let payload):
        if phase == .open { write(.pong, payload, into: &output) }
        return .ping(payload)
      case .close(let frame):
        if phase == .open { write(.close, frame.encoded, into: &output) }
        phase = .ended
        return .closed(frame)
      }
    } catch {
      let frame = CloseFrame(error.closeCode, "\(error)")
      if phase == .open { write(.close, frame.encoded, into: &output) }
      phase = .ended
      return .failed(error)
    }
  }

  /// Appends a message to the output; nothing after a close.
  public mutating func send(_ message: WebSocketMessage, into output: inout [UInt8]) {
    guard phase == .open else { return }
    switch message {
    case .text(let text): write(.text, Array(text.utf8), into: &output)
    case .binary(let bytes): write(.binary, bytes, into: &output)
    }
  }

  /// Appends a message in frames of so many bytes, for peers that have to put it together; nothing
  /// after a close.
  public mutating func send(
    binary bytes: [UInt8], pieceByteCount: Int, into output: inout [UInt8]
  ) {
    precondition(pieceByteCount > 0, "a piece has bytes")
    guard phase == .open else { return }
    var rest = bytes[...]
    var opcode = FrameHeader.Opcode.binary
    repeat {
      let piece = rest.prefix(pieceByteCount)
      rest = rest.dropFirst(pieceByteCount)
      write(opcode, Array(piece), isFinal: rest.isEmpty, into: &output)
      opcode = .continuation
    } while !rest.isEmpty
  }

  /// Appends a ping; nothing after a close.
  ///
  /// - Parameters:
  ///   - payload: at most 125 bytes.
  ///   - output: what is to be sent, in order.
  public mutating func ping(_ payload: [UInt8] = [], into output: inout [UInt8]) {
    precondition(payload.count <= WebSocketLimits.controlByteCount, "a control frame is short")
    if phase == .open { write(.ping, payload, into: &output) }
  }

  /// Appends a close, once; the peer's is awaited then.
  public mutating func close(_ frame: CloseFrame, into output: inout [UInt8]) {
    guard phase == .open else { return }
    write(.close, frame.encoded, into: &output)
    phase = .closing
  }

  private mutating func write(
    _ opcode: FrameHeader.Opcode, _ payload: [UInt8], isFinal: Bool = true,
    into output: inout [UInt8]
  ) {
    let number = maskingNumbers?.next()
    let key = number.map { MaskingKey(word: UInt32(truncatingIfNeeded: $0)) }
    var header = FrameHeader(opcode, payloadByteCount: payload.count, maskingKey: key)
    header.isFinal = isFinal
    header.encode(into: &output)
    let start = output.count
    output += payload
    key?.apply(to: &output, from: start, offset: 0)
  }
}

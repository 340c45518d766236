/// Bytes of a peer to messages and control frames, however they are cut.
///
/// Nothing is kept but the message that is on its way, so an idle reader holds no buffer.
struct WebSocketReader: Sendable {
  enum Input: Hashable {
    case message(WebSocketMessage)
    case ping([UInt8])
    case pong([UInt8])
    case close(CloseFrame)
  }

  private enum State {
    case header
    case payload(FrameHeader, receivedByteCount: Int)
  }

  private let isServer: Bool
  private let limits: WebSocketLimits
  private var state = State.header
  private var headerBytes: [UInt8] = []
  private var control: [UInt8] = []
  private var message: PartialMessage?

  init(isServer: Bool, limits: WebSocketLimits) {
    self.isServer = isServer
    self.limits = limits
  }

  /// Takes bytes from the front until something is whole; nil when all are taken before that.
  ///
  /// - Throws: what the peer must not send. Nothing may be read after that.
  mutating func next(_ input: inout ArraySlice<UInt8>) throws(WebSocketViolation) -> Input? {
    while true {
      switch state {
      case .header:
        guard let header = try takeHeader(&input) else { return nil }
        try begin(header)
        state = .payload(header, receivedByteCount: 0)
      case .payload(let header, let receivedByteCount):
        let count = min(header.payloadByteCount - receivedByteCount, input.count)
        try take(input.prefix(count), of: header, offset: receivedByteCount)
        input = input.dropFirst(count)
        guard receivedByteCount + count == header.payloadByteCount else {
          state = .payload(header, receivedByteCount: receivedByteCount + count)
          return nil
        }
        state = .header
        if let whole = try finish(header) { return whole }
      }
    }
  }

  private mutating func takeHeader(
    _ input: inout ArraySlice<UInt8>
  ) throws(WebSocketViolation) -> FrameHeader? {
    if headerBytes.isEmpty, input.count >= FrameHeader.maximumByteCount {
      let count = FrameHeader.byteCount(input[input.startIndex + 1])
      defer { input = input.dropFirst(count) }
      return try FrameHeader(decoding: input.prefix(count), readBy: isServer, limits: limits)
    }
    while let byte = input.popFirst() {
      headerBytes.append(byte)
      guard headerBytes.count >= 2 else { continue }
      try FrameHeader.checkFirst(headerBytes[0], headerBytes[1], readBy: isServer)
      guard headerBytes.count == FrameHeader.byteCount(headerBytes[1]) else { continue }
      defer { headerBytes = [] }
      return try FrameHeader(decoding: headerBytes[...], readBy: isServer, limits: limits)
    }
    return nil
  }

  /// Looks at a header beside what came before.
  private mutating func begin(_ header: FrameHeader) throws(WebSocketViolation) {
    switch header.opcode {
    case .close, .ping, .pong: control = []
    case .continuation:
      guard message != nil else { throw .continuationWithoutStart }
      try message?.beginFragment(header.payloadByteCount, limits: limits)
    case .text, .binary:
      guard message == nil else { throw .messageInsideMessage }
      message = PartialMessage(isText: header.opcode == .text)
      try message?.beginFragment(header.payloadByteCount, limits: limits)
    }
  }

  private mutating func take(
    _ bytes: ArraySlice<UInt8>, of header: FrameHeader, offset: Int
  ) throws(WebSocketViolation) {
    guard !bytes.isEmpty else { return }
    if header.opcode.isControl {
      let start = control.count
      control += bytes
      header.maskingKey?.apply(to: &control, from: start, offset: offset)
    } else {
      try message?.append(bytes, maskingKey: header.maskingKey, offset: offset)
    }
  }

  private mutating func finish(_ header: FrameHeader) throws(WebSocketViolation) -> Input? {
    switch header.opcode {
    case .close: return .close(try CloseFrame(decoding: control))
    case .ping: return .ping(control)
    case .pong: return .pong(control)
    case .continuation, .text, .binary:
      guard header.isFinal, let whole = try message?.finished() else { return nil }
      message = nil
      return .message(whole)
    }
  }
}

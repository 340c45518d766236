/// How much a reader takes of a peer, each with its reason.
public struct WebSocketLimits: Hashable, Sendable {
  /// The most bytes of one frame: engines take 32 MiB.
  public var frameByteCount = 33_554_432

  /// The most bytes of one message, all its frames together: engines take 32 MiB.
  public var messageByteCount = 33_554_432

  /// The most frames of one message. Each costs work and carries next to nothing where they are
  /// many; no client in use sends more than a few.
  public var fragmentCount = 16_384

  /// The usual limits.
  public init() {}

  /// Bytes of a message that are reserved on a peer's word; what goes beyond has to arrive first.
  static let reservedByteCount = 65_536

  /// The most bytes of a control frame (RFC 6455 5.5).
  static let controlByteCount = 125
}

/// A client with whatever connects it: each call waits for its answer.
public protocol ClientLink: AnyObject, Sendable {
  /// How often it was connected; 0 before it is.
  var connectionCount: Int { get }

  /// The time of day, in milliseconds since 1970.
  var epochMilliseconds: Int64 { get }

  /// Makes requests in order, and waits for what comes of the last alone.
  ///
  /// - Parameters:
  ///   - requests: what to ask, in this order.
  ///   - connection: the ``connectionCount`` on which alone they may be made; nil for any.
  func ask(
    _ requests: [ClientRequest], onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure>
}

extension ClientLink {
  /// Makes a request, and waits for what comes of it.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - connection: the ``connectionCount`` on which alone it may be made; nil for any.
  /// - Throws: why it was not done, as far as one can know.
  public func ask(
    _ request: ClientRequest, onConnection connection: Int? = nil
  ) throws(ClientFailure) -> ClientReply {
    try ask([request], onConnection: connection).get()
  }

  /// Makes requests in order on whatever connection there is.
  public func ask(_ requests: [ClientRequest]) -> Result<ClientReply, ClientFailure> {
    ask(requests, onConnection: nil)
  }
}

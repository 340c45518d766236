/// What the server wants done, in the order given.
public enum ServerEffect: Hashable, Sendable {
  /// Send a binary message.
  case send(ConnectionID, [UInt8])

  /// Send a binary message in frames of so many bytes.
  case sendSliced(ConnectionID, [UInt8], pieceByteCount: Int)

  /// Break a connection without a close; the server has forgotten it.
  case reset(ConnectionID)

  /// What was asked for cannot be done; nothing was.
  case refuseControl(ControlRefusal)

  /// Tell whoever asked for it how a user's request or WebSocket turned out.
  case tell(ticket: UInt64, TunnelOutcome)

  /// Run SQL over an actor's pages; what comes of it is to come back as
  /// ``ServerEvent/sqlDone(_:)``.
  case runSQL(SQLTask)

  /// Forget a session of SQL, and roll back what it has open. A task that runs in it may be broken
  /// off; its result is to come all the same.
  case endSQL(SQLSessionID)

  /// Send a close frame and end the connection; the server has forgotten it.
  case close(ConnectionID, CloseReason)
}

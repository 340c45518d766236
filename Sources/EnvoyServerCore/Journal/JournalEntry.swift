public import KVChannelProtocol

/// One thing that happened, as the journal keeps it.
public struct JournalEntry: Hashable, Sendable {
  /// Counted from 1 over the life of the server.
  public let number: UInt64

  /// When, in milliseconds since the epoch.
  public let timeMilliseconds: Int64

  /// On which connection; nil for none.
  public let connection: ConnectionID?

  /// In which namespace; nil where it is not known.
  public let namespace: String?

  /// What.
  public let record: JournalRecord
}

/// What can happen.
public enum JournalRecord: Hashable, Sendable {
  /// A connection was opened. The path alone stands here: a query may hold a token.
  case opened(path: String)

  /// A connection was accepted, in a layout.
  case accepted(key: String, schema: String)

  /// A connection was refused; what was wrong stands here, where the wire has only a code.
  case refused(CloseReason, why: String)

  /// The server ended a connection.
  case ended(CloseReason)

  /// A connection is gone.
  case closed

  /// A message came.
  case received(JournalMessage)

  /// A message was sent.
  case sent(JournalMessage)

  /// A message came that cannot be read, and was dropped or ended the connection.
  case undecodable(JournalMessage, why: String)

  /// A text message came, which has no meaning.
  case text(byteCount: Int)

  /// A command about a database changed nothing, and why.
  case sqliteRefused(actor: String, SqliteRefusal)

  /// A request about keys did nothing, and why.
  case kvRefused(actor: String, KVChannelErrorCode, why: String)

  /// A request about pages, of version 3 or later, did nothing, and why.
  case pagesRefused(actor: String, why: String)

  /// Something happened to SQL that is run here.
  case sql(actor: String, SQLEvent)

  /// A request of an envoy about keys did nothing, and why.
  case envoyKVRefused(actor: String, why: String)

  /// An actor was given to an envoy.
  case allocated(actor: String, generation: UInt32, envoyKey: String)

  /// An actor stopped, and what became of it.
  case settled(actor: String, ActorRest)

  /// An actor was given up, since nothing was heard in time.
  case lost(actor: String)

  /// Something happened to a user's request or WebSocket.
  case tunnel(actor: String, TunnelID, TunnelEvent)

  /// A database has a new holder.
  case takenOver(actor: String, generation: UInt64, SqliteDatabase.Takeover)

  /// A rule took hold of a message or a connection.
  case fault(String)

  /// What a rule should have sent cannot be written.
  case faultFailed(why: String)

  /// Someone steered the server.
  case controlled(Control)

  /// Someone tried to steer the server, in vain.
  case controlRefused(Control, ControlRefusal)
}

/// What becomes of an actor that stops and is not started again.
public enum ActorRest: String, Hashable, Sendable {
  /// A request, an alarm or the admin side starts it again.
  case asleep

  /// It is gone for good.
  case destroyed
}

/// The bytes of a message and how to read them.
public struct JournalMessage: Hashable, Sendable {
  /// The schema, as `envoy/v6`.
  public let schema: String

  /// The message's type in it, as `ToRivet`.
  public let type: String

  /// The message.
  public let bytes: [UInt8]

  /// The actor that a client named; nil where it named none, and for what the server sent.
  var actor: String?

  /// The member of the type that the message is, as `ToRivetKvRequest`; the type for what is none.
  public var name: String {
    let isIncoming = type == "ToRivet" || type == "ToServer"
    let name =
      isIncoming
      ? MessageNames.incoming(bytes, schema: schema)
      : MessageNames.outgoing(bytes, schema: schema)
    return name.isEmpty ? type : name
  }
}

public import EnvoyServerCore
import SQLiteLibrary

/// Where a server listens, and how it behaves.
public struct ServerConfiguration: Sendable {
  /// The IPv4 address to listen on; that of this machine alone unless asked otherwise.
  public var host = "127.0.0.1"

  /// The port to listen on; 0 for any that is free.
  public var port: UInt16 = 0

  /// The port of the admin side, which only this machine reaches; 0 for any that is free.
  public var adminPort: UInt16 = 0

  /// Whether time stands still until the admin side moves it.
  public var hasManualClock = false

  /// Told of each entry of the journal, in the server's thread; nil for nobody.
  public var trace: (@Sendable (JournalEntry) -> Void)?

  /// Faults that hold from the start.
  public var faults: [FaultRule] = []

  /// What to answer to each message, in the place of all that the server does: the same event loop
  /// without a server, to measure against. Nil for the server.
  public var echo: (@Sendable (_ message: [UInt8]) -> [UInt8])?

  /// What the server stores from the start, as `ServerCore.snapshotText` of another; nil for
  /// nothing.
  public var snapshot: [UInt8]?

  /// Told of the server as it was when it ended, in the server's thread; nil for nobody.
  public var whenEnded: (@Sendable (ServerCore) -> Void)?

  /// The files of SQLite's library that are tried for SQL that is to be run here, in this order;
  /// none is loaded before that.
  public var sqliteLibraryFiles = SQLiteLibrary.usualFiles

  /// How it behaves.
  public var options = ServerOptions()

  /// The usual configuration.
  public init() {}
}

import EnvoyClient
import PageStores
import PageVFS
import SQLiteLibrary

/// What runs statements, wherever its pages are.
protocol SQLSession {
  /// Runs one statement.
  ///
  /// - Throws: ``SQLStatementFailure``.
  func run(_ statement: String) throws(SQLStatementFailure) -> SQLiteRows

  /// Ends it.
  func close()
}

/// Why a statement failed, for people.
struct SQLStatementFailure: Error, CustomStringConvertible {
  let description: String

  /// Whether the session does nothing more, so that another has to be opened.
  let isLast: Bool
}

/// SQLite in this process, on pages that are on a server.
struct PageSQLSession: SQLSession {
  private let database: PageDatabaseHandle

  init(_ database: PageDatabaseHandle) { self.database = database }

  func run(_ statement: String) throws(SQLStatementFailure) -> SQLiteRows {
    do throws(PageDatabaseFailure) {
      return try database.query(statement)
    } catch {
      let doubt = error.isIndeterminate ? "; what the statement did is unknown, so look" : ""
      throw SQLStatementFailure(
        description: "\(error.message)\(doubt)", isLast: database.failure != nil)
    }
  }

  func close() { try? database.close() }
}

/// SQL that the server runs; a lost connection ends it, and what it had open is rolled back.
struct RemoteSQLSession: SQLSession {
  private let link: any ClientLink
  private let connectionCount: Int
  private let namespace: String
  private let actorID: String
  private let generation: UInt64

  init(_ link: any ClientLink, namespace: String, actorID: String, generation: UInt64) {
    self.link = link
    connectionCount = link.connectionCount
    self.namespace = namespace
    self.actorID = actorID
    self.generation = generation
  }

  func run(_ statement: String) throws(SQLStatementFailure) -> SQLiteRows {
    let request = RemoteSQLRequest(
      namespace: namespace, actorID: actorID, generation: generation,
      command: .execute(RemoteSQLStatement(statement)))
    do throws(ClientFailure) {
      let reply = try link.ask(.sql(request), onConnection: connectionCount)
      guard case .sql(.execute(let result)) = reply else {
        throw ClientFailure(.protocol, isDefinite: false, "the reply is of another kind")
      }
      return SQLiteRows(
        columns: result.columns, rows: result.rows.map { $0.map(SQLiteValue.init) })
    } catch {
      throw SQLStatementFailure(description: error.message, isLast: error.kind != .error)
    }
  }

  /// The server ends the session with the connection.
  func close() {}
}

extension SQLiteValue {
  fileprivate init(_ value: RemoteSQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .blob([UInt8](bytes))
    }
  }
}

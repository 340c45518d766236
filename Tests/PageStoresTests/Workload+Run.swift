import PageVFS
import SQLiteLibrary

extension Workload {
  /// Asks SQLite as it is.
  static func run(on connection: SQLiteConnection) -> Run {
    { statement in
      do throws(SQLiteFailure) {
        return .rows(try connection.query(statement.sql, statement.bindings))
      } catch { return .failed(error.code) }
    }
  }

  /// Asks SQLite on pages; -1 stands for a failure that is not SQLite's.
  static func run(on database: PageDatabaseHandle) -> Run {
    { statement in
      do throws(PageDatabaseFailure) {
        return .rows(try database.query(statement.sql, statement.bindings))
      } catch { return .failed(error.sqlite?.code ?? -1) }
    }
  }
}

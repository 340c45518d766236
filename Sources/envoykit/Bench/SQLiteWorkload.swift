import SQLiteLibrary

/// What is measured of a database, in the order in which it is done.
enum SQLiteWorkload: String, CaseIterable {
  case oneRow = "500 one-row transactions"
  case manyRows = "10,000 inserts in one"
  case warmReads = "2,000 point reads, warm"
  case coldReads = "500 point reads, cold"
  case scan = "scan, cold"

  private static let rowCount = 10_000

  /// Seconds of each workload on a place.
  static func measure(_ place: SQLitePlace) throws -> [SQLiteWorkload: Double] {
    var database = try place.open()
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")
    var seconds: [SQLiteWorkload: Double] = [:]
    for workload in allCases {
      if workload.isCold {
        // What is in memory has nothing to be cold of.
        guard place.name != "memory" else { continue }
        try database.close()
        database = try place.open()
      }
      let time = try ContinuousClock().measure { try workload.run(on: database) }
      seconds[workload] =
        Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    try database.close()
    return seconds
  }

  private var isCold: Bool { self == .coldReads || self == .scan }

  private func run(on database: SQLitePlace.Database) throws {
    let insert = "INSERT INTO t (a, b) VALUES (?, ?)"
    switch self {
    case .oneRow:
      for number in 0..<500 as Range<Int64> {
        try database.query(insert, [.integer(number), .text(Self.text)])
      }
    case .manyRows:
      try database.execute("BEGIN")
      for number in 0..<Int64(Self.rowCount) {
        try database.query(insert, [.integer(number), .text(Self.text)])
      }
      try database.execute("COMMIT")
    case .warmReads: try read(2000, of: database)
    case .coldReads: try read(500, of: database)
    case .scan: try database.query("SELECT sum(a), sum(length(b)) FROM t", [])
    }
  }

  /// Reads rows all over the table, each time the same.
  private func read(_ count: Int, of database: SQLitePlace.Database) throws {
    for index in 0..<count {
      let row = Int64(index) * 7919 % Int64(Self.rowCount) + 1
      try database.query("SELECT a, b FROM t WHERE id = ?", [.integer(row)])
    }
  }

  private static let text = String(repeating: "x", count: 100)
}

import CommandLineSupport

/// Statements of a text or of standard input, one after another.
struct SQLShell {
  /// Nil from when it does nothing more to the next statement.
  private var session: (any SQLSession)?
  private let open: () throws -> any SQLSession

  /// Opens the database.
  init(open: @escaping () throws -> any SQLSession) throws {
    session = try open()
    self.open = open
  }

  func close() { session?.close() }

  /// Runs a text up to the first statement that fails.
  mutating func run(_ text: String) throws -> ExitStatus {
    var splitter = StatementSplitter()
    let statements = splitter.take(text)
    for statement in statements + [splitter.finish()].compactMap({ $0 }) {
      guard try run(statement: statement) else { return .findings }
    }
    return .success
  }

  /// Runs what standard input says; to the end where that is a terminal.
  mutating func runInput() throws -> ExitStatus {
    let isInteractive = Terminal.isTerminal(.input)
    var splitter = StatementSplitter()
    var status = ExitStatus.success
    while let line = nextLine(isInteractive ? splitter.isInside ? "...> " : "sql> " : nil) {
      for statement in splitter.take(line) where try !run(statement: statement) {
        guard isInteractive else { return .findings }
        status = .findings
      }
    }
    if isInteractive { Output.line("") }
    if let statement = splitter.finish(), try !run(statement: statement) { status = .findings }
    return status
  }

  private func nextLine(_ prompt: String?) -> String? {
    if let prompt { _ = try? Terminal.write(prompt.utf8) }
    return readLine(strippingNewline: false)
  }

  /// Runs a statement; false if it failed.
  private mutating func run(statement: String) throws -> Bool {
    let session = try openSession()
    do throws(SQLStatementFailure) {
      let lines = try session.run(statement).rows.map { SQLRowText.line($0) + "\n" }
      _ = try? Terminal.write(lines.joined().utf8)
      return true
    } catch {
      try Terminal.write("envoykit: error: \(error)\n".utf8, to: .error)
      if error.isLast {
        session.close()
        self.session = nil
      }
      return false
    }
  }

  private mutating func openSession() throws -> any SQLSession {
    if let session { return session }
    let session = try open()
    self.session = session
    try Terminal.write("-- opened anew, with what others wrote\n".utf8, to: .error)
    return session
  }
}

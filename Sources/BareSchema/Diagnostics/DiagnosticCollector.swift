/// Takes what the phases report and makes of it the list that a person reads.
final class DiagnosticCollector {
  /// More errors than these are counted, not shown: whoever repairs twenty compiles again.
  static let maximumShownErrorCount = 20

  /// A hostile file has an error a byte; what could never be shown is not even made.
  static let maximumKeptCount = 1_000

  private var kept: [Diagnostic] = []
  private var habits: [DiagnosticCode: Habit] = [:]
  private(set) var errorCount = 0

  private struct Habit {
    var first: Diagnostic
    var fixes: [FixIt]
    var count = 1
  }

  func report(_ diagnostic: @autoclosure () -> Diagnostic) {
    guard kept.count < Self.maximumKeptCount else {
      errorCount += 1
      return
    }
    let diagnostic = diagnostic()
    if diagnostic.severity == .error { errorCount += 1 }
    kept.append(diagnostic)
  }

  /// Reports a habit: the first place is shown, and the repairs of all places go with it.
  func reportHabit(_ code: DiagnosticCode, _ diagnostic: @autoclosure () -> Diagnostic) {
    guard var habit = habits[code] else {
      let first = diagnostic()
      habits[code] = Habit(first: first, fixes: first.fixes)
      if code.severity == .error { errorCount += 1 }
      return
    }
    habits[code] = nil
    habit.count += 1
    if habit.fixes.count < Self.maximumKeptCount {
      let next = diagnostic()
      habit.fixes += next.fixes
      if next.span.start < habit.first.span.start { habit.first = next }
    }
    habits[code] = habit
  }

  /// All that is worth showing, in the order of the text, without repetitions; errors beyond
  /// `maximumShownErrorCount` become one note at the first that is left out, and what was not even
  /// made one at the end.
  func finish() -> [Diagnostic] {
    let all = (kept + habits.values.map(summary(of:))).sorted(by: Self.isBefore)
    var seen: Set<Place> = []
    let unique = all.filter { seen.insert(Place(code: $0.code, span: $0.span)).inserted }
    let hidden = unique.filter { $0.severity == .error }.dropFirst(Self.maximumShownErrorCount)
    let uncounted = max(0, errorCount - all.count { $0.severity == .error })
    guard let firstHidden = hidden.first else {
      return unique + unique.suffix(uncounted > 0 ? 1 : 0).map { rest(behind: $0, uncounted) }
    }
    let shown = unique.filter {
      $0.severity != .error || Self.isBefore($0, firstHidden)
    }
    return shown + [note(at: firstHidden.span, hiddenCount: hidden.count + uncounted)]
  }

  private struct Place: Hashable {
    let code: DiagnosticCode
    let span: SourceSpan
  }

  private static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.span.start, left.span.end, left.code.rawValue)
      < (right.span.start, right.span.end, right.code.rawValue)
  }

  private func summary(of habit: Habit) -> Diagnostic {
    let first = habit.first
    let others = habit.count - 1
    let note = "the file has \(others) more \(others == 1 ? "place" : "places") like this"
    return Diagnostic(
      first.code, first.message, at: first.span, label: first.label, related: first.related,
      notes: others == 0 ? first.notes : first.notes + [note], help: first.help,
      fixes: habit.fixes)
  }

  private func note(at span: SourceSpan, hiddenCount: Int) -> Diagnostic {
    let errors = hiddenCount == 1 ? "1 more error is" : "\(hiddenCount) more errors are"
    return Diagnostic(
      .moreErrors, "\(errors) not shown, the first of them here", at: span,
      help: "repair the \(Self.maximumShownErrorCount) errors above and compile again")
  }

  private func rest(behind last: Diagnostic, _ count: Int) -> Diagnostic {
    Diagnostic(
      .moreErrors,
      count == 1 ? "1 more finding is not shown" : "\(count) more findings are not shown",
      at: last.span, help: "see to those above and check again")
  }
}

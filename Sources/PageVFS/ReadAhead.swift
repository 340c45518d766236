/// Guesses which pages are read next: those that go on with the same step as the last two.
struct ReadAhead {
  /// How many pages are read beside the one that is missing.
  static let pageCount = 16

  /// Longer steps are more likely chance than a pattern.
  private static let longestStep: Int64 = 32

  private var last: Int64?
  private var step: Int64 = 0
  private var isSteady = false

  /// Takes note of a page that is read, whether it was there already or not.
  mutating func note(_ number: UInt32) {
    defer { last = Int64(number) }
    let newStep = last.map { Int64(number) - $0 } ?? 0
    guard newStep != 0 else { return }
    isSteady = newStep == step && abs(newStep) <= Self.longestStep
    step = newStep
  }

  /// The pages to read along with the last one, none above a size.
  func pages(upTo pageCount: UInt32) -> [UInt32] {
    guard isSteady, let last else { return [] }
    return (1...Int64(Self.pageCount)).compactMap { index in
      UInt32(exactly: last + index * step).flatMap { (1...pageCount).contains($0) ? $0 : nil }
    }
  }
}

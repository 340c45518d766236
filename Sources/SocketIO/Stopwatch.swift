/// Milliseconds since it was made, on a clock that nobody sets.
package struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  package init() {}

  package var nowMilliseconds: Int64 {
    let elapsed = (ContinuousClock.now - start).components
    return elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
  }
}

/// Gives the values of an enum their numbers and the members of a union their tags.
///
/// Without `=` a number is the one before plus 1, the first 0 (`BARE-M10`, `BARE-M11`).
struct NumberCounter {
  enum Kind {
    case enumeration, union
  }

  enum Result {
    case number(UInt64)
    case repeated(UInt64, first: SourceSpan)
    case descends(UInt64, after: UInt64, at: SourceSpan)
    case overflows

    /// Follows a number that is reported.
    case unknown
  }

  let kind: Kind
  private var places: [UInt64: SourceSpan] = [:]
  private var previous: (number: UInt64, span: SourceSpan)?
  private var isBroken = false

  init(_ kind: Kind) { self.kind = kind }

  /// Counts on.
  mutating func next(at span: SourceSpan) -> Result {
    if isBroken { return .unknown }
    guard let previous else { return take(0, at: span) }
    guard previous.number < .max else {
      isBroken = true
      return .overflows
    }
    return take(previous.number + 1, at: span)
  }

  /// Takes a stated number.
  mutating func take(_ number: UInt64, at span: SourceSpan) -> Result {
    isBroken = false
    let before = previous
    previous = (number, span)
    if let first = places[number] { return .repeated(number, first: first) }
    places[number] = span
    if let before, before.number > number {
      return .descends(number, after: before.number, at: before.span)
    }
    return .number(number)
  }

  /// Notes that a stated number has no meaning, so that what follows it is not judged.
  mutating func skip() {
    isBroken = true
  }
}

extension Checker {
  /// The number of a value or the tag of a member; nil where it is reported.
  mutating func number(
    _ syntax: NumberSyntax?, of owner: String, at span: SourceSpan, by counter: inout NumberCounter
  ) -> UInt64? {
    guard let syntax else { return judge(counter.next(at: span), owner, span, counter.kind) }
    switch syntax.reading {
    case .number(let number):
      return judge(counter.take(number, at: syntax.span), owner, syntax.span, counter.kind)
    case .tooLarge:
      report(
        .numberTooLarge, "\(shortened(syntax.span)) is too large, expected at most 2^64-1",
        at: syntax.span, help: "numbers and tags are `uint` on the wire: write a smaller one")
    case .broken: break
    }
    counter.skip()
    return nil
  }

  private func judge(
    _ result: NumberCounter.Result, _ owner: String, _ span: SourceSpan, _ kind: NumberCounter.Kind
  ) -> UInt64? {
    let word = kind == .enumeration ? "number" : "tag"
    switch result {
    case .number(let number): return number
    case .unknown: break
    case .repeated(let number, let first):
      report(
        .numberRepeated, "\(word) \(number) is given twice", at: span, label: "given again",
        related: [RelatedPlace(first, "first given here")],
        help: "give \(owner) a \(word) that is greater than all before it")
    case .descends(let number, let before, let place):
      report(
        .numberNotAscending, "\(word) \(number) follows \(before), expected a greater one",
        at: span, related: [RelatedPlace(place, "\(word) \(before) is here")],
        help: "list them in the order of their \(word)s")
    case .overflows:
      report(
        kind == .enumeration ? .enumCountOverflows : .unionCountOverflows,
        "\(owner) has no \(word): the one before is 2^64-1, the greatest", at: span,
        help: "start from a smaller \(word)")
    }
    return nil
  }
}

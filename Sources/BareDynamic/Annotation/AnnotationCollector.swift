import BareRuntime

/// Keeps annotations, and as few of them as are asked for.
struct AnnotationCollector {
  /// Which annotations are kept.
  enum Scope {
    /// All, but for those of elements and values beyond the limits.
    case everything

    /// That of one byte, and that of the value whose length it is.
    case byte(Int)
  }

  private(set) var annotations: [Annotation] = []
  private let scope: Scope

  init(scope: Scope) {
    self.scope = scope
  }

  /// Whether lists may be told in short.
  var isEliding: Bool {
    if case .everything = scope { return true }
    return false
  }

  /// Whether an annotation of these bytes would be kept.
  func wants(_ byteRange: Range<Int>) -> Bool {
    guard case .byte(let offset) = scope else { return true }
    if byteRange.contains(offset) { return true }
    guard annotations.count == 1, case .length = annotations[0].meaning else { return false }
    return annotations[0].byteRange.upperBound == byteRange.lowerBound
  }

  /// Adds an annotation of the bytes that follow; beyond the limit it widens the last one.
  mutating func add(_ annotation: Annotation) {
    let limit = AnnotatedMessage.maximumAnnotationCount
    guard annotations.count >= limit else { return annotations.append(annotation) }
    let first = annotations.count > limit ? annotations.removeLast() : annotation
    annotations.append(
      Annotation(
        byteRange: first.byteRange.lowerBound..<annotation.byteRange.upperBound,
        path: first.path, typeName: first.typeName, type: first.type, meaning: .rest))
  }

  /// Drops the annotations from the one of that index on.
  mutating func drop(from index: Int) {
    annotations.removeLast(max(0, annotations.count - index))
  }

  /// Makes one annotation of what stands from an index on, an element or pair, and of those before
  /// it that it follows.
  mutating func fold(_ element: Annotation, from index: Int, elementIndex: Int) {
    drop(from: index)
    var lower = element.byteRange.lowerBound
    var first = elementIndex
    if case .elements(let start, let count)? = annotations.last?.meaning,
      let range = annotations.last?.byteRange, start + count == elementIndex,
      range.upperBound == lower
    {
      annotations.removeLast()
      (lower, first) = (range.lowerBound, start)
    }
    add(
      Annotation(
        byteRange: lower..<element.byteRange.upperBound, path: element.path,
        typeName: element.typeName, type: element.type,
        meaning: .elements(first: first, count: elementIndex - first + 1)))
  }
}

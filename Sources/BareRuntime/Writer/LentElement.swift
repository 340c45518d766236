/// The elements of an array where they lie, lent to a function one by one.
///
/// Taking an element out of an array copies it, which counts up and down every reference in it:
/// half the time of encoding small structs. What a noncopyable type holds is lent instead.
@frozen
@usableFromInline
struct LentElement<Element>: ~Copyable {
  @usableFromInline let element: Element

  @inlinable
  borrowing func with<Result, Failure: Error>(
    _ body: (Element) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(element)
  }
}

extension UnsafeBufferPointer {
  /// Lends one element; a struct of one field has that field's layout.
  @inlinable
  func lend<Result, Failure: Error>(
    _ index: Int, to body: (Element) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let first = UnsafeRawPointer(baseAddress.unsafelyUnwrapped)
      .assumingMemoryBound(to: LentElement<Element>.self)
    return try first[index].with(body)
  }
}

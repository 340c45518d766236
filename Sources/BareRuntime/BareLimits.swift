/// The limits of this implementation, each with its reason (`BARE-S2`, `BARE-S4`).
public enum BareLimits {
  /// The longest message, and so the longest `data`: 2^32 - 1 bytes.
  ///
  /// ``Bytes`` keeps its bounds in 32 bits, which makes a slice of a page 16 bytes small.
  @inlinable public static var maximumByteCount: UInt32 { .max }

  /// How many bytes of elements a list may reserve before its first element is read.
  ///
  /// A count is a claim of the sender: beyond this, storage grows only with what was in fact read.
  @inlinable public static var reservedByteCount: Int { 65_536 }

  /// How many bytes of memory a list may take for each byte of its message without being asked for
  /// proof: a string of no letters takes 16, an optional of ten words 88.
  @inlinable public static var expansion: Int { 80 }

  /// The most pairs of a map whose keys are compared one by one; beyond, they are hashed.
  ///
  /// Comparing is faster for few keys, and quadratic for many.
  @inlinable static var comparedKeyCount: Int { 32 }

  /// The longest message that is encoded on the stack, where the compiler reserves no more.
  @inlinable static var stackByteCount: Int { 1024 }
}

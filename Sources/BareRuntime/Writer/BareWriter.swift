/// Writes the encoding of values, one after another, into memory.
///
/// `encoded()` writes into an array of just the right size. A connection that sends many messages
/// keeps a writer of its own instead: ``removeAll()`` keeps the memory for the next message.
@frozen
public struct BareWriter: ~Copyable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var next: UnsafeMutableRawPointer
  @usableFromInline var end: UnsafeMutableRawPointer
  @usableFromInline var ownsMemory: Bool

  /// A writer with memory of its own, which grows by doubling.
  public init(reservingByteCount byteCount: Int = 64) {
    let byteCount = max(64, byteCount)
    start = .allocate(byteCount: byteCount, alignment: 16)
    next = start
    end = start + byteCount
    ownsMemory = true
  }

  /// A writer into memory of the caller; what does not fit moves all to memory of its own.
  @inlinable
  init(borrowing start: UnsafeMutableRawPointer, byteCount: Int) {
    self.start = start
    next = start
    end = start + byteCount
    ownsMemory = false
  }

  @inlinable
  deinit {
    if ownsMemory { start.deallocate() }
  }

  /// How many bytes were written since the start or the last ``removeAll()``.
  @inlinable
  public var byteCount: Int { next - start }

  /// A copy of what was written.
  @inlinable
  public var bytes: [UInt8] {
    withUnsafeBytes { [UInt8]($0) }
  }

  /// Calls `body` with what was written; the pointer is valid only during the call.
  ///
  /// - Throws: what `body` throws.
  @inlinable
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: byteCount))
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    next = start
  }

  /// Makes room, and returns where to write so many bytes.
  @inlinable
  mutating func advance(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if end - next < byteCount { grow(by: byteCount) }
    let place = next
    next = place + byteCount
    return place
  }

  @usableFromInline @inline(never)
  mutating func grow(by neededByteCount: Int) {
    let used = byteCount
    let capacity = max(used + neededByteCount, 2 * (end - start))
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    memory.copyMemory(from: start, byteCount: used)
    if ownsMemory { start.deallocate() }
    start = memory
    next = memory + used
    end = memory + capacity
    ownsMemory = true
  }
}

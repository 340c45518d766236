/// Writes the encoding of values, one after another, into memory.
///
/// `encoded()` writes into an array of just the right size. A connection that sends many messages
/// keeps a writer of its own instead: ``removeAll()`` keeps the memory for the next message.
@frozen
public struct BareWriter: ~Copyable {
  @usableFromInline var start: UnsafeMutableRawPointer?
  @usableFromInline var next: UnsafeMutableRawPointer?
  @usableFromInline var freeByteCount: Int
  @usableFromInline var ownsMemory: Bool

  /// A writer with memory of its own, which grows by doubling.
  public init(reservingByteCount byteCount: Int = 0) {
    start = nil
    next = nil
    freeByteCount = 0
    ownsMemory = true
    if byteCount > 0 { grow(by: byteCount) }
  }

  /// A writer into memory of the caller; what does not fit moves all to memory of its own.
  @inlinable
  init(into buffer: UnsafeMutableRawBufferPointer) {
    start = buffer.baseAddress
    next = buffer.baseAddress
    freeByteCount = buffer.baseAddress == nil ? 0 : buffer.count
    ownsMemory = false
  }

  @inlinable
  deinit {
    if ownsMemory { start?.deallocate() }
  }

  /// How many bytes were written since the start or the last ``removeAll()``.
  @inlinable
  public var byteCount: Int {
    guard let start, let next else { return 0 }
    return next - start
  }

  /// A copy of what was written.
  public var bytes: [UInt8] {
    withUnsafeBytes { [UInt8]($0) }
  }

  /// Calls `body` with what was written; the pointer is valid only during the call.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: byteCount))
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    freeByteCount += byteCount
    next = start
  }

  /// Makes room, and returns where to write so many bytes.
  @inlinable
  mutating func advance(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if freeByteCount >= byteCount, let place = next {
      next = place + byteCount
      freeByteCount &-= byteCount
      return place
    }
    return advanceSlowly(byteCount)
  }

  @usableFromInline @inline(never)
  mutating func advanceSlowly(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let place = grow(by: byteCount)
    next = place + byteCount
    freeByteCount -= byteCount
    return place
  }

  @discardableResult
  private mutating func grow(by neededByteCount: Int) -> UnsafeMutableRawPointer {
    let used = byteCount
    let capacity = max(64, used + neededByteCount, 2 * (used + freeByteCount))
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    if let start {
      memory.copyMemory(from: start, byteCount: used)
      if ownsMemory { start.deallocate() }
    }
    start = memory
    freeByteCount = capacity - used
    ownsMemory = true
    next = memory + used
    return memory + used
  }
}

import SQLiteLibrary

/// A file that is gone when it is closed: temporary ones, journals, attached databases.
final class MemoryFile: VirtualFile {
  private var bytes: [UInt8] = []

  override func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int32 {
    guard let start = Int(exactly: offset), start >= 0 else { return Code.read }
    let count = min(buffer.count, max(bytes.count - start, 0))
    if count > 0 {
      bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[start..<start + count])) }
    }
    guard count < buffer.count else { return SQLiteCode.ok }
    for index in count..<buffer.count { buffer[index] = 0 }
    return Code.shortRead
  }

  override func write(_ new: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
    guard let start = Int(exactly: offset), start >= 0, start < Int.max - new.count else {
      return SQLiteCode.full
    }
    grow(to: start + new.count)
    bytes.withUnsafeMutableBytes { all in
      UnsafeMutableRawBufferPointer(rebasing: all[start..<start + new.count]).copyMemory(from: new)
    }
    return SQLiteCode.ok
  }

  override func truncate(to count: Int64) -> Int32 {
    guard let count = Int(exactly: count), count >= 0 else { return Code.truncate }
    if count < bytes.count { bytes.removeLast(bytes.count - count) }
    grow(to: count)
    byteCount = Int64(bytes.count)
    return SQLiteCode.ok
  }

  private func grow(to count: Int) {
    if count > bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: count - bytes.count))
      byteCount = Int64(count)
    }
  }
}

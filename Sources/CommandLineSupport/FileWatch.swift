#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Waits until one of some files is another than it was.
///
/// Files are looked at over and over: this works on every file system, and for editors that put a
/// new file in the place of the old one.
public struct FileWatch: Sendable {
  /// Short enough to feel at once, long enough to cost nothing.
  private static let pauseMicroseconds: UInt32 = 100_000

  private let paths: [String]
  private let stamps: [Stamp?]

  /// Remembers what the files are now; one that is not there may come.
  public init(_ paths: [String]) {
    self.paths = paths
    stamps = paths.map(Stamp.init)
  }

  /// Returns once a file was changed, removed or made since the watch began, and nobody writes any
  /// more: half a file is not worth a look.
  public func wait() {
    var seen = stamps
    while seen == stamps { seen = next() }
    while case let new = next(), new != seen { seen = new }
  }

  private func next() -> [Stamp?] {
    usleep(Self.pauseMicroseconds)
    return paths.map(Stamp.init)
  }

  private struct Stamp: Hashable {
    let file: UInt64
    let byteCount: Int64
    let seconds: Int
    let nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      (file, byteCount) = (UInt64(status.st_ino), Int64(status.st_size))
      (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    }
  }
}

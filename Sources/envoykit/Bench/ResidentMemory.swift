import CommandLineSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Memory of this process that is in RAM.
enum ResidentMemory {
  /// - Throws: a system that does not say it under `/proc`.
  static func byteCount() throws -> Int {
    let text = String(decoding: try FileIO.read("/proc/self/statm"), as: UTF8.self)
    guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw UsageError("`/proc/self/statm` does not say how much memory is in use")
    }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}

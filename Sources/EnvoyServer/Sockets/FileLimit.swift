#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many files a process may have open; each connection is one.
enum FileLimit {
  /// More than any client in use asks for, and what the memory of a connection is measured with.
  private static let wantedCount: rlim_t = 20_000

  /// Asks for as many as are wanted, or as the system grants.
  static func raise() {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < wantedCount else { return }
    limit.rlim_cur = min(wantedCount, limit.rlim_max)
    _ = setrlimit(resource, &limit)
  }
}

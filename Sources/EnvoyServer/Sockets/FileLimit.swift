#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many files a process may have open; each connection is one.
public enum FileLimit {
  /// More than any client in use asks for, and what the memory of a connection is measured with.
  private static let wantedCount: rlim_t = 20_000

  /// How many files this process may have open now.
  public static var count: Int { Int(clamping: limit.rlim_cur) }

  /// Asks for as many as are wanted, or as the system grants.
  static func raise() {
    var limit = limit
    guard limit.rlim_cur < wantedCount else { return }
    limit.rlim_cur = min(wantedCount, limit.rlim_max)
    _ = setrlimit(resource, &limit)
  }

  private static var limit: rlimit {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? limit : rlimit(rlim_cur: 0, rlim_max: 0)
  }

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}

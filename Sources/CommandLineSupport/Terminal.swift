#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The streams of the process.
public enum Terminal {
  /// The streams: data goes to `output`, everything else that is written to `error`.
  public enum Stream: Int32, Sendable {
    /// Standard input.
    case input = 0
    /// Standard output.
    case output = 1
    /// Standard error.
    case error = 2
  }

  /// The values of `--color`.
  public enum ColorChoice: String, CaseIterable, Sendable {
    /// Where the stream is a terminal that shows them.
    case auto

    /// In files and pipes as well.
    case always

    /// Nowhere.
    case never
  }

  /// Whether a stream is a terminal.
  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether to write colours to a stream. `auto` is for terminals only, and not where `NO_COLOR`
  /// is set to anything or `TERM` is `dumb`.
  public static func usesColor(
    _ choice: ColorChoice, isTerminal: Bool, environment: (String) -> String? = environment
  ) -> Bool {
    guard choice == .auto else { return choice == .always }
    return isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// A variable of the environment.
  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes all bytes. Returns false where the reader has gone, which is no fault: the rest is
  /// dropped, and there is no point in writing more. Call `ignoreBrokenPipes()` before the first.
  @discardableResult
  public static func write(
    _ bytes: some Sequence<UInt8>, to stream: Stream = .output
  ) throws(FileError) -> Bool {
    let code = writeAll(Array(bytes), to: stream.rawValue)
    if code != 0, code != EPIPE { throw FileError(cannot: "write", "standard \(stream)", code) }
    return code == 0
  }

  /// Lets a write to a reader that has gone return, instead of ending the process.
  public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
}

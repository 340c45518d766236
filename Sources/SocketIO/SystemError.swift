#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Something that the system refused.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, and the system's reason.
  public let description: String

  /// The system's number of the fault.
  public let code: Int32

  /// The fault that the system met last.
  package init(_ action: String, code: Int32 = errno) {
    self.code = code
    description = "\(action): \(String(cString: strerror(code)))"
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A thread that runs one piece of work and can be waited for.
package struct LoopThread: @unchecked Sendable {
  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private let thread: pthread_t

  /// Starts the work.
  package init(_ body: @escaping () -> Void) throws(SystemError) {
    #if canImport(Darwin)
      var started: pthread_t?
    #else
      var started = pthread_t()
    #endif
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
      &started, nil,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        #else
          if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        #endif
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      throw SystemError("cannot start a thread", code: status)
    }
    #if canImport(Darwin)
      guard let started else { throw SystemError("cannot start a thread", code: EAGAIN) }
    #endif
    thread = started
  }

  /// Waits until the work is done.
  package func join() { pthread_join(thread, nil) }
}

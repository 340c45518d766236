import Foundation

/// The signals by which someone asks a process to end: SIGTERM and SIGINT.
struct EndSignals {
  /// Keeps the signals from ending the process, in this thread and those that it starts.
  init() { change(SIG_BLOCK) }

  /// Waits for one of the signals.
  func wait() {
    var signals = EndSignals.set
    var met: Int32 = 0
    sigwait(&signals, &met)
  }

  /// Whether one of the signals came already.
  var isPending: Bool {
    var signals = sigset_t()
    sigpending(&signals)
    return sigismember(&signals, SIGTERM) == 1 || sigismember(&signals, SIGINT) == 1
  }

  /// Lets the next signal end the process.
  func endAtOnceFromNowOn() { change(SIG_UNBLOCK) }

  /// Raises a signal when standard input ends.
  func raiseWhenInputEnds() {
    Thread.detachNewThread {
      var bytes = [UInt8](repeating: 0, count: 4096)
      while read(0, &bytes, bytes.count) > 0 {}
      raise()
    }
  }

  /// Does what someone does who asks the process to end.
  func raise() { kill(getpid(), SIGTERM) }

  private func change(_ how: Int32) {
    var signals = EndSignals.set
    pthread_sigmask(how, &signals, nil)
  }

  private static var set: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    return signals
  }
}

import SocketIO

/// What a file is ready for.
struct Readiness {
  let file: Int32
  let isReadable: Bool
  let isWritable: Bool
}

#if canImport(Darwin)
  import Darwin

  /// Tells which of many files are ready; by kqueue.
  struct Poller {
    private let queue: Int32
    private var events = [kevent](repeating: kevent(), count: 256)

    init() throws(SystemError) {
      queue = kqueue()
      guard queue >= 0 else { throw SystemError("cannot make a kqueue") }
    }

    func close() { _ = closeFile(queue) }

    /// Watches a file, or changes what is watched.
    func watch(_ file: Int32, reads: Bool, writes: Bool, isNew: Bool) {
      set(file, Int16(EVFILT_READ), reads)
      set(file, Int16(EVFILT_WRITE), writes)
    }

    private func set(_ file: Int32, _ filter: Int16, _ isOn: Bool) {
      var change = kevent(
        ident: UInt(file), filter: filter, flags: UInt16(isOn ? EV_ADD : EV_DELETE), fflags: 0,
        data: 0, udata: nil)
      _ = kevent(queue, &change, 1, nil, 0, nil)
    }

    /// Waits until a file is ready or time has passed; a negative time is for ever.
    mutating func wait(milliseconds: Int32) -> [Readiness] {
      var time = timespec(
        tv_sec: Int(milliseconds) / 1000, tv_nsec: Int(milliseconds) % 1000 * 1_000_000)
      let capacity = Int32(events.count)
      let count =
        milliseconds < 0
        ? kevent(queue, nil, 0, &events, capacity, nil)
        : kevent(queue, nil, 0, &events, capacity, &time)
      return events.prefix(Int(max(count, 0))).map { event in
        Readiness(
          file: Int32(event.ident), isReadable: event.filter == EVFILT_READ,
          isWritable: event.filter == EVFILT_WRITE)
      }
    }
  }
#else
  import CEpoll
  #if canImport(Musl)
    import Musl
  #else
    import Glibc
  #endif

  /// Tells which of many files are ready; by epoll.
  struct Poller {
    private let queue: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    init() throws(SystemError) {
      queue = epoll_create1(Int32(EPOLL_CLOEXEC))
      guard queue >= 0 else { throw SystemError("cannot make an epoll instance") }
    }

    func close() { _ = closeFile(queue) }

    /// Watches a file, or changes what is watched.
    func watch(_ file: Int32, reads: Bool, writes: Bool, isNew: Bool) {
      var event = epoll_event()
      event.data.fd = file
      event.events = (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0)
      _ = epoll_ctl(queue, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, file, &event)
    }

    /// Waits until a file is ready or time has passed; a negative time is for ever.
    mutating func wait(milliseconds: Int32) -> [Readiness] {
      let count = epoll_wait(queue, &events, Int32(events.count), milliseconds)
      let failure = EPOLLHUP.rawValue | EPOLLERR.rawValue
      return events.prefix(Int(max(count, 0))).map { event in
        Readiness(
          file: event.data.fd, isReadable: event.events & (EPOLLIN.rawValue | failure) != 0,
          isWritable: event.events & EPOLLOUT.rawValue != 0)
      }
    }
  }
#endif

/// Outside of `Poller`, where `close` would mean its own.
private func closeFile(_ file: Int32) -> Int32 { close(file) }

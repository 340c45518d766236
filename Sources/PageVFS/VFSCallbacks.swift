import CSQLite
import SQLiteLibrary

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The functions of a file system, as C wants them. Files but those of stores have no names: each
/// opening is a file of its own in memory, so no database sees another's.
enum VFSCallbacks {
  /// The structure, but for its name and its object.
  static var vfs: csqlite_vfs {
    csqlite_vfs(
      iVersion: 1, szOsFile: Int32(MemoryLayout<OpenFile>.size), mxPathname: 1024, pNext: nil,
      zName: nil, pAppData: nil,
      xOpen: { vfs, name, file, flags, outFlags in
        VFSCallbacks.open(vfs, name, file, flags, outFlags)
      },
      xDelete: { _, _, _ in SQLiteCode.ok },
      xAccess: { _, _, _, result in
        result?.pointee = 0
        return SQLiteCode.ok
      },
      xFullPathname: { _, name, capacity, result in
        guard let name, let result, strlen(name) < Int(capacity) else {
          return SQLiteCode.cannotOpen
        }
        strcpy(result, name)
        return SQLiteCode.ok
      },
      xDlOpen: { _, _ in nil },
      xDlError: { _, capacity, message in
        if capacity > 0 { message?.pointee = 0 }
      },
      xDlSym: { _, _, _ in nil },
      xDlClose: { _, _ in },
      xRandomness: { _, count, result in
        guard let result, count > 0 else { return 0 }
        for index in 0..<Int(count) { result[index] = .random(in: .min ... .max) }
        return count
      },
      xSleep: { _, microseconds in
        usleep(UInt32(clamping: microseconds))
        return microseconds
      },
      xCurrentTime: { _, julianDay in
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let seconds = Double(now.tv_sec) + Double(now.tv_nsec) / 1_000_000_000
        julianDay?.pointee = 2_440_587.5 + seconds / 86400
        return SQLiteCode.ok
      },
      xGetLastError: { _, _, _ in 0 })
  }

  private static func open(
    _ vfs: UnsafeMutablePointer<csqlite_vfs>?, _ name: UnsafePointer<CChar>?,
    _ file: UnsafeMutablePointer<csqlite_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let file else { return SQLiteCode.cannotOpen }
    file.pointee.pMethods = nil
    guard let object = vfs?.pointee.pAppData else { return SQLiteCode.cannotOpen }
    let registration = Unmanaged<VFSRegistration>.fromOpaque(object).takeUnretainedValue()
    // What goes to a log would never come to the store.
    let isLog = flags & 0x8_0000 != 0
    if isLog { return SQLiteCode.cannotOpen }
    let stored = name.flatMap { registration.take(String(cString: $0)) }
    OpenFile.fill(file, with: stored ?? MemoryFile(), registration)
    outFlags?.pointee = flags
    return SQLiteCode.ok
  }
}

import CSQLite
import SQLiteLibrary

/// The memory that SQLite has for an open file: its methods, and the object behind them.
struct OpenFile {
  /// What the object needs to live: the file, the library, and the file system that SQLite would
  /// ask again.
  private final class Body {
    let file: VirtualFile
    let registration: VFSRegistration

    init(_ file: VirtualFile, _ registration: VFSRegistration) {
      self.file = file
      self.registration = registration
    }
  }

  private var base: csqlite_file
  private var body: UnsafeMutableRawPointer

  /// Makes SQLite's memory an open file, which keeps its object alive until it is closed.
  static func fill(
    _ memory: UnsafeMutablePointer<csqlite_file>, with file: VirtualFile,
    _ registration: VFSRegistration
  ) {
    let body = Unmanaged.passRetained(Body(file, registration)).toOpaque()
    let open = OpenFile(base: csqlite_file(pMethods: UnsafePointer(methods)), body: body)
    UnsafeMutableRawPointer(memory).storeBytes(of: open, as: OpenFile.self)
  }

  private static func body(_ memory: UnsafeMutablePointer<csqlite_file>?) -> Unmanaged<Body>? {
    guard let memory else { return nil }
    let open = UnsafeRawPointer(memory).load(as: OpenFile.self)
    return Unmanaged<Body>.fromOpaque(open.body)
  }

  private static func with(
    _ memory: UnsafeMutablePointer<csqlite_file>?, _ work: (VirtualFile) -> Int32
  ) -> Int32 {
    guard let body = body(memory) else { return SQLiteCode.inputOutput }
    return work(body.takeUnretainedValue().file)
  }

  /// One table for all files of all file systems, never freed and never changed.
  nonisolated(unsafe) private static let methods: UnsafeMutablePointer<csqlite_io_methods> = {
    let methods = UnsafeMutablePointer<csqlite_io_methods>.allocate(capacity: 1)
    methods.initialize(to: makeMethods())
    return methods
  }()

  private static func makeMethods() -> csqlite_io_methods {
    csqlite_io_methods(
      iVersion: 1,
      xClose: { memory in
        OpenFile.body(memory)?.release()
        memory?.pointee.pMethods = nil
        return SQLiteCode.ok
      },
      xRead: { memory, bytes, count, offset in
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: max(Int(count), 0))
        return OpenFile.with(memory) { $0.read(into: buffer, at: offset) }
      },
      xWrite: { memory, bytes, count, offset in
        let buffer = UnsafeRawBufferPointer(start: bytes, count: max(Int(count), 0))
        return OpenFile.with(memory) { $0.write(buffer, at: offset) }
      },
      xTruncate: { memory, size in OpenFile.with(memory) { $0.truncate(to: size) } },
      xSync: { memory, _ in OpenFile.with(memory) { $0.sync() } },
      xFileSize: { memory, size in
        OpenFile.with(memory) {
          size?.pointee = $0.byteCount
          return SQLiteCode.ok
        }
      },
      // There is one connection to a file, so nobody has to be kept out.
      xLock: { _, _ in SQLiteCode.ok },
      xUnlock: { _, _ in SQLiteCode.ok },
      xCheckReservedLock: { _, isReserved in
        isReserved?.pointee = 0
        return SQLiteCode.ok
      },
      xFileControl: { OpenFile.control($0, $1, $2) },
      xSectorSize: { _ in Int32(pageByteCount) },
      // Least of all batches: by them a refused commit would be tried a second time.
      xDeviceCharacteristics: { _ in 0 })
  }

  /// Refuses some pragmas; of all else SQLite learns that nobody cares.
  private static func control(
    _ memory: UnsafeMutablePointer<csqlite_file>?, _ operation: Int32,
    _ argument: UnsafeMutableRawPointer?
  ) -> Int32 {
    let pragma: Int32 = 14
    guard operation == pragma, let argument, let body = body(memory)?.takeUnretainedValue() else {
      return SQLiteCode.notFound
    }
    let words = argument.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    guard let name = words[1] else { return SQLiteCode.notFound }
    let value = words[2].map { String(cString: $0) }
    guard let refusal = body.file.refusal(ofPragma: String(cString: name), value) else {
      return SQLiteCode.notFound
    }
    words[0] = copy(refusal, body.registration.library)
    return SQLiteCode.error
  }

  /// A text in memory that SQLite frees.
  private static func copy(
    _ text: String, _ library: SQLiteLibrary
  ) -> UnsafeMutablePointer<CChar>? {
    let bytes = text.utf8CString
    guard let memory = library.functions.allocate(UInt64(bytes.count)) else { return nil }
    bytes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: $0)
    }
    return memory.assumingMemoryBound(to: CChar.self)
  }
}

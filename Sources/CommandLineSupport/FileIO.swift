#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file or stream that could not be read or written.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, and the system's reason: "cannot read `a.bare`: No such file or directory".
  public let description: String
  /// `noInput` or `cannotWrite`.
  public let exitStatus: ExitStatus

  /// Takes `read` or `write`, a path or the name of a stream, and `errno`.
  init(cannot action: String, _ path: String, _ code: Int32) {
    description = "cannot \(action) `\(path)`: \(String(cString: strerror(code)))"
    exitStatus = action == "read" ? .noInput : .cannotWrite
  }
}

/// Whole files at once.
public enum FileIO {
  /// Reads a file, or standard input for `-`.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(cannot: "read", path, errno) }
    defer { if path != "-" { close(file) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceByteCount)
    while true {
      let count = try readPiece(of: file, path, into: &piece)
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Reads what standard input has by now, waiting for its first byte; empty at its end.
  public static func readNextInput() throws(FileError) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: pieceByteCount)
    let count = try readPiece(of: 0, "-", into: &piece)
    return Array(piece[..<count])
  }

  /// So much is asked for at once.
  private static let pieceByteCount = 1 << 16

  /// Reads once; gives how many bytes there were, 0 at the end.
  private static func readPiece(
    of file: Int32, _ path: String, into piece: inout [UInt8]
  ) throws(FileError) -> Int {
    while true {
      let count = readSome(of: file, into: &piece)
      if count >= 0 { return count }
      if errno != EINTR { throw FileError(cannot: "read", path, errno) }
    }
  }

  /// What stands before the name in a path, with its last `/`; empty for a name alone.
  public static func folder(of path: String) -> String {
    String(path.reversed().drop { $0 != "/" }.reversed())
  }

  /// A path that starts at a folder; one from the root stays, and an empty folder is none.
  public static func path(_ path: String, from folder: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : folder + "/" + path
  }

  /// The path of a file from the root, links followed.
  public static func realPath(_ path: String) throws(FileError) -> String {
    guard let buffer = realpath(path, nil) else { throw FileError(cannot: "read", path, errno) }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// Writes a file under another name and renames it, so that no reader meets half of it; not at
  /// all if it holds these bytes already, so that builds need not run again. What is no plain file,
  /// as `/dev/stdout` or a link, is written in place. Tells whether anything was written.
  @discardableResult
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) -> Bool {
    var status = stat()
    let exists = lstat(path, &status) == 0
    let isPlain = !exists || status.st_mode & S_IFMT == S_IFREG
    if exists, isPlain, (try? read(path)) == bytes { return false }
    let name = isPlain ? "\(path).\(getpid()).tmp" : path
    let mode = exists ? status.st_mode & 0o777 : 0o644
    var code = writeFile(bytes, named: name, mode: mode)
    if code == 0, isPlain, rename(name, path) != 0 { code = errno }
    guard code != 0 else { return true }
    if isPlain { unlink(name) }
    throw FileError(cannot: "write", path, code)
  }
}

/// Outside of `FileIO`, where `read` would mean its own.
private func readSome(of file: Int32, into piece: inout [UInt8]) -> Int {
  read(file, &piece, piece.count)
}

/// Writes a new file; gives 0 or the system's number of the fault.
private func writeFile(_ bytes: [UInt8], named name: String, mode: mode_t) -> Int32 {
  let file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
  guard file >= 0 else { return errno }
  let code = writeAll(bytes, to: file)
  return close(file) == 0 || code != 0 ? code : errno
}

/// Writes all bytes, in as many calls as it takes; gives 0 or the system's number of the fault.
func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
    }
    return 0
  }
}

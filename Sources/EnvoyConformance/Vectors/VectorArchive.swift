import BareRuntime
public import Foundation

/// The files of a folder of vectors in one piece, which stands behind an executable file, so that
/// the tool is a single file wherever it is taken to.
///
/// Loaders ignore what follows the parts of an executable file that its header names. What is
/// appended is a BARE message, the files in the order of their paths, and then a trailer, by which
/// it is found from the end of the file:
///
/// ```
/// type Files map<str><data>   # `rules.json`, `envoy/v6/to-rivet.json`, ...
/// type Trailer struct {
///   byteCount: u64            # of the message
///   checksum: u64             # FNV-1a of the message
///   magic: data[8]            # "vectors\n"
/// }
/// ```
public struct VectorArchive: Sendable, Equatable {
  private let files: BareMap<String, Bytes>

  /// Takes files by their paths.
  ///
  /// - Throws: ``Refusal`` for a path that is not one below a folder, and `BareError` of class
  ///   `duplicate-key` for one that stands twice.
  public init(_ files: [(path: String, bytes: [UInt8])]) throws {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    try self.init(files: BareMap(try sorted.map { ($0.path, try Bytes($0.bytes)) }))
  }

  /// Takes all files of a place.
  ///
  /// - Throws: what the place says of a file that cannot be read.
  public init(of source: VectorSource) throws {
    try self.init(try source.paths().map { ($0, try source.read($0)) })
  }

  private init(files: BareMap<String, Bytes>) throws {
    if let path = files.map(\.key).first(where: { !Self.isBelowFolder($0) }) {
      throw Refusal("expected paths below a folder, without `..`, met `\(path)`")
    }
    self.files = files
  }

  /// The paths in order.
  public var paths: [String] { files.map(\.key) }

  /// How many bytes all files have.
  public var byteCount: Int { files.reduce(0) { $0 + $1.value.count } }

  /// The bytes of a file; nil where there is none of this path.
  public subscript(path: String) -> [UInt8]? {
    files[path].map { [UInt8]($0) }
  }

  private static func isBelowFolder(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
    }
  }
}

extension VectorArchive {
  /// Why files cannot be put behind an executable, or read from there.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// What was expected, what was met and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
  }

  /// The bytes of an executable with this archive behind it, in the place of another.
  ///
  /// - Throws: ``Refusal`` where what stands behind it now is damaged.
  public func appended(to executable: [UInt8]) throws -> [UInt8] {
    let message = try files.encoded()
    let kept = try Trailer(endOf: executable)?.range(in: executable.count).lowerBound
    let trailer = Trailer(byteCount: UInt64(message.count), checksum: Self.checksum(of: message))
    return executable[..<(kept ?? executable.count)] + message + trailer.bytes
  }

  /// Reads the archive behind an executable file; nil where there is none, or the file may be run
  /// but not read.
  ///
  /// - Throws: ``Refusal`` where it is damaged.
  public init?(behind executable: URL) throws {
    guard let file = try? FileHandle(forReadingFrom: executable) else { return nil }
    defer { try? file.close() }
    let fileByteCount = Int(try file.seekToEnd())
    try file.seek(toOffset: UInt64(max(0, fileByteCount - Trailer.byteCount)))
    guard let trailer = Trailer(endOf: [UInt8](try file.readToEnd() ?? Data())) else { return nil }
    let range = try trailer.range(in: fileByteCount)
    try file.seek(toOffset: UInt64(range.lowerBound))
    let message = [UInt8](try file.read(upToCount: range.count) ?? Data())
    guard Self.checksum(of: message) == trailer.checksum else { throw Self.damage("checksum") }
    do {
      try self.init(files: try BareMap(decoding: message))
    } catch let error as BareError {
      throw Refusal("the vectors in this executable are none: \(error)")
    }
  }

  private static func checksum(of message: [UInt8]) -> UInt64 {
    message.withUnsafeBytes { FNV1a.hash($0) }
  }

  fileprivate static func damage(_ part: String) -> Refusal {
    Refusal(
      "the vectors in this executable are damaged: expected another \(part); get the file anew, "
        + "or name a folder by `--vectors DIR`")
  }
}

/// The end of an executable file that has an archive.
private struct Trailer {
  static let byteCount = 24
  private static let magic = [UInt8]("vectors\n".utf8)

  let messageByteCount: UInt64
  let checksum: UInt64

  init(byteCount: UInt64, checksum: UInt64) {
    messageByteCount = byteCount
    self.checksum = checksum
  }

  /// Reads the end of a file; nil where the magic is not there.
  init?(endOf file: [UInt8]) {
    let bytes = file.suffix(Self.byteCount)
    guard bytes.count == Self.byteCount, bytes.suffix(Self.magic.count) == Self.magic[...] else {
      return nil
    }
    let numbers = try? BareReader.read(Bytes(copying: bytes)) { (reader) throws(BareError) in
      (try reader.decodeFixed(UInt64.self), try reader.decodeFixed(UInt64.self))
    }
    guard let numbers else { return nil }
    (messageByteCount, checksum) = numbers
  }

  /// Where the message stands in a file of so many bytes.
  func range(in fileByteCount: Int) throws -> Range<Int> {
    let end = fileByteCount - Self.byteCount
    guard messageByteCount <= UInt64(end) else { throw VectorArchive.damage("length") }
    return end - Int(messageByteCount)..<end
  }

  var bytes: [UInt8] {
    var writer = BareWriter(reservingByteCount: Self.byteCount)
    writer.encodeFixed(messageByteCount)
    writer.encodeFixed(checksum)
    return writer.bytes + Self.magic
  }
}

import Testing

@testable import CommandLineSupport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Files")
final class FileIOTests {
  private let folder: String

  init() throws {
    var template = Array("/tmp/file-io-tests-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template))
    folder = String(cString: path)
  }

  deinit {
    for name in names() { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  @Test("a file reads back as it was written, of any size, and no other name is left")
  func roundTrip() throws {
    for count in [0, 1, 65_535, 65_536, 65_537, 1_000_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try FileIO.write(bytes, to: "\(folder)/a")
      #expect(try FileIO.read("\(folder)/a") == bytes)
    }
    #expect(names() == ["a"])
  }

  @Test("a file is replaced when its bytes change, and untouched when they do not")
  func onlyWhenChanged() throws {
    let path = "\(folder)/a"
    #expect(try FileIO.write([1, 2], to: path))
    #expect(chmod(path, 0o444) == 0)
    let first = identity(path)
    #expect(try !FileIO.write([1, 2], to: path))
    #expect(identity(path) == first)
    #expect(try FileIO.write([1, 3], to: path))
    #expect(identity(path) != first)
    #expect(try FileIO.read(path) == [1, 3])
    #expect(names() == ["a"])
  }

  @Test("a link stays a link, and what it leads to is written")
  func link() throws {
    let (path, link) = ("\(folder)/a", "\(folder)/link")
    try FileIO.write([1], to: path)
    #expect(symlink("a", link) == 0)
    #expect(try FileIO.write([2], to: link))
    #expect(try FileIO.read(path) == [2])
    #expect(try FileIO.read(link) == [2])
    #expect(names() == ["a", "link"])
    #expect(try FileIO.write([3], to: "/dev/null"))
  }

  @Test("what cannot be read exits with 66, what cannot be written with 73, and both say why")
  func errors() throws {
    let path = "\(folder)/none/a"
    let read = #expect(throws: FileError.self) { try FileIO.read(path) }
    #expect(read?.exitStatus == .noInput)
    #expect(read?.description == "cannot read `\(path)`: No such file or directory")
    let write = #expect(throws: FileError.self) { try FileIO.write([1], to: path) }
    #expect(write?.exitStatus == .cannotWrite)
    #expect(write?.description == "cannot write `\(path)`: No such file or directory")
    #expect(throws: FileError.self) { try FileIO.read(folder) }
    #expect(throws: FileError.self) { try FileIO.write([1], to: folder) }
  }

  private func names() -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private func identity(_ path: String) -> UInt64 {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : 0
  }
}

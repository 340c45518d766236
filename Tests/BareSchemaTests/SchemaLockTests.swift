import BareSchema
import Foundation
import Testing

/// Locks: which schemas they hold to their wire shape.
struct SchemaLockTests {
  private static func schema(_ text: String) throws -> Schema {
    try #require(SchemaCompiler.compile(SourceFile(path: "a.bare", text: text)).schema)
  }

  @Test("a schema keeps its line by whatever names, and breaks it by another byte")
  func findings() throws {
    let person = try Self.schema("type Person struct { age: u8 }")
    let lock = try SchemaLock(parsing: "# published\n\nperson \(person.fingerprint)\n")
    #expect(lock.findings(person, name: "person").isEmpty)
    let renamed = try Self.schema("type A u8 type Human struct { years: A }")
    #expect(lock.findings(renamed, name: "person").isEmpty)
    let changed = try Self.schema("type Person struct { age: u16 }")
    let broken = lock.findings(changed, name: "person")
    #expect(broken.map(\.code) == [.lockBroken])
    #expect(
      broken.map(\.message) == [
        "`person` is published with wire shape \(person.fingerprint), "
          + "and has \(changed.fingerprint)"
      ])
  }

  @Test("a schema without a line is told which one to add")
  func missing() throws {
    let person = try Self.schema("type Person struct { age: u8 }")
    let findings = try SchemaLock(parsing: "").findings(person, name: "a/person")
    #expect(findings.map(\.code) == [.notLocked])
    #expect(findings[0].help?.contains("`a/person \(person.fingerprint)`") == true)
  }

  @Test(
    "a line of another form is refused by its number",
    arguments: ["a", "a 12", "a 0123456789abcdeg", "a 0123456789abcdef b", "a 0123456789abcdef1"])
  func malformed(_ line: String) {
    let error = #expect(throws: SchemaLockError.self) {
      try SchemaLock(parsing: "# one\n\(line)\n")
    }
    #expect(error?.line == 2)
  }

  @Test("a schema that stands twice is refused")
  func twice() {
    let line = "a 0123456789abcdef\n"
    let error = #expect(throws: SchemaLockError.self) { try SchemaLock(parsing: line + line) }
    #expect(error?.message == "`a` stands twice: keep one line")
  }

  @Test("every published schema has its line, and every line its schema")
  func repository() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas")
    let lock = try SchemaLock(
      parsing: String(contentsOf: folder.appending(path: "schemas.lock"), encoding: .utf8))
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bare") }
    for path in paths {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      let findings = lock.findings(try Self.schema(text), name: String(path.dropLast(5)))
      #expect(findings.isEmpty, "\(path): \(findings.map(\.message))")
    }
    #expect(Set(paths.map { String($0.dropLast(5)) }) == Set(lock.fingerprintByName.keys))
  }
}

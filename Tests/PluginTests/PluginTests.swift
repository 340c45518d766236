import Foundation
import Testing

/// The plugins in a package of a user, from a cold build on.
///
/// One test follows another in one build folder; each starts from the fixture as it is committed.
/// The suite below it is of the command plugin, so that the two do not build at once.
@Suite(.serialized)
struct PluginTests {
  private let package: FixturePackage

  init() throws {
    package = try FixturePackage.shared.get()
    try package.restore()
  }

  /// How many times the reference a cold build may take: what is 30 CPU seconds on a machine
  /// that takes 23 for it.
  private static let maximumBuildRatio = 12.5

  @Test("a cold build of a program with a schema stays small, next to a compilation as reference")
  func coldBuild() throws {
    let build = package.coldBuild
    #expect(build.status == 0, "\(build.output)")
    #expect(build.output.contains("Generating person.bare.swift"))
    let reference = package.referenceCompilation
    #expect(reference.status == 0, "\(reference.output)")
    let ratio = build.cpuSeconds / reference.cpuSeconds
    #expect(ratio < Self.maximumBuildRatio, "\(build.cpuSeconds) CPU seconds")
    print("cold build: \(build.cpuSeconds) CPU seconds, \(ratio) of the reference")
  }

  @Test("a package builds without a warning, and its programs run")
  func programs() throws {
    let build = try package.build()
    #expect(build.status == 0, "\(build.output)")
    #expect(!build.output.contains("warning:"), "\(build.output)")
    #expect(try package.run("ZeroConfig").output == "034164610124\nAda 36 true\n")
    #expect(
      try package.run("Configured").output == """
        00034164610548656c6c6f0100 {"Line":{"by":{"name":"Ada"},"text":"Hello","mood":"OK"}}
        00034164610548656c6c6f
        034164610548656c6c6f020001 {"by":{"name":"Ada"},"text":"Hello","moods":["OK","NOT_OK"]}
        true

        """)
  }

  @Test("a build that has nothing to do generates nothing")
  func nothingToDo() throws {
    #expect(try package.build().status == 0)
    let build = try package.build()
    #expect(build.status == 0)
    #expect(!build.output.contains("Generating"), "\(build.output)")
    #expect(!build.output.contains("Compiling ZeroConfig"), "\(build.output)")
  }

  @Test("an edited schema is generated again, no other is, and the program does what it says")
  func editedSchema() throws {
    #expect(try package.build().status == 0)
    try package.replace("age: optional<u8>", by: "age: optional<u16>", in: Self.person)
    let build = try package.build()
    #expect(build.status == 0, "\(build.output)")
    #expect(build.output.contains("Generating person.bare.swift"))
    #expect(!build.output.contains("Generating Configured.bare.swift"), "\(build.output)")
    #expect(try package.run("ZeroConfig").output == "03416461012400\nAda 36 true\n")
  }

  @Test("a schema of a configuration that is edited is generated again")
  func editedFamily() throws {
    #expect(try package.build().status == 0)
    try package.replace("NOT_OK\n", by: "NOT_OK = 5\n", in: "schemas/v2-moods.bare")
    let build = try package.build()
    #expect(build.status == 0, "\(build.output)")
    #expect(build.output.contains("Generating Configured.bare.swift"))
    #expect(!build.output.contains("Generating person.bare.swift"), "\(build.output)")
    let output = try package.run("Configured").output
    #expect(output.contains("\n034164610548656c6c6f020005 "), "\(output)")
  }

  @Test("a new schema in a target's folder is found")
  func newSchema() throws {
    let file = package.folder.appending(path: "Sources/ZeroConfig/pet.bare")
    try Data("type Pet struct { name: str }\n".utf8).write(to: file)
    try package.replace(
      "print(try Bytes(message))",
      by: "print(try Bytes(message))\nprint(try Bytes(try Pet.Pet(name: \"Rex\").encoded()))",
      in: "Sources/ZeroConfig/main.swift")
    let build = try package.build("--product", "ZeroConfig")
    #expect(build.status == 0, "\(build.output)")
    #expect(try package.run("ZeroConfig").output == "034164610124\n03526578\nAda 36 true\n")
  }

  @Test("an error of a schema fails the build by path, line and column")
  func schemaError() throws {
    try package.replace("name: str", by: "name: strr", in: Self.person)
    let build = try package.build()
    #expect(build.status != 0)
    let path = package.folder.appending(path: Self.person).path
    #expect(
      build.output.hasLine(
        "\(path):5:9: error: type `strr` is not declared; did you mean `str`? [BARE0312]"))
  }

  @Test("an unknown key of a bare.json fails the build by path, line and column")
  func unknownKey() throws {
    let name = "Sources/Configured/bare.json"
    try package.replace("\"emit\"", by: "\"omit\"", in: name)
    let build = try package.build()
    #expect(build.status != 0)
    let path = package.folder.appending(path: name).path
    let start = "\(path):5:"
    #expect(build.output.hasLine(startingWith: start), "\(build.output)")
  }

  @Test("a bare.json that is no JSON fails the build by path, line and column")
  func noJSON() throws {
    let name = "Sources/Configured/bare.json"
    try package.replace("\"family\":", by: "\"family\"", in: name)
    let build = try package.build()
    #expect(build.status != 0)
    let path = package.folder.appending(path: name).path
    #expect(build.output.hasLine(startingWith: "\(path):2:12: error: "), "\(build.output)")
  }

  @Test("a schema that a bare.json names and that is not there fails the build")
  func missingSchema() throws {
    try package.replace("v1.bare", by: "v3.bare", in: "Sources/Configured/bare.json")
    let build = try package.build()
    #expect(build.status != 0)
    #expect(build.output.contains("schemas/v3.bare"), "\(build.output)")
  }

  private static let person = "Sources/ZeroConfig/person.bare"
}

extension String {
  /// Whether a line is that text.
  func hasLine(_ line: String) -> Bool {
    split(separator: "\n").contains { $0 == line }
  }

  /// Whether a line starts so: builds show errors that start with a path.
  func hasLine(startingWith start: String) -> Bool {
    split(separator: "\n").contains { $0.hasPrefix(start) }
  }
}

import Foundation
import Testing

extension PluginTests {
  /// `swift package generate-bare`, for those who commit what is generated.
  @Suite(.serialized)
  struct CommandPluginTests {
    private let package: FixturePackage
    private static let note = "Sources/Committed/note.bare"
    private static let swift = "Sources/Committed/Generated/note.bare.swift"

    init() throws {
      package = try FixturePackage.shared.get()
      try package.restore()
    }

    @Test("what is committed is what the command generates")
    func fresh() throws {
      let check = try package.generate("--target", "Committed", "--check")
      #expect(check.status == 0, "\(check.output)")
      #expect(check.output.contains("fresh: "), "\(check.output)")
    }

    @Test("a check of a schema that was edited fails, and writes nothing; then the command writes")
    func stale() throws {
      let before = try package.text(Self.swift)
      try package.replace("isDone: bool", by: "isDone: bool\n  pages: u8", in: Self.note)
      let check = try package.generate("--target", "Committed", "--check")
      #expect(check.status != 0, "\(check.output)")
      #expect(try package.text(Self.swift) == before)
      let run = try package.generate("--target", "Committed")
      #expect(run.status == 0, "\(run.output)")
      #expect(try package.text(Self.swift).contains("var pages: UInt8"))
      #expect(try package.generate("--target", "Committed", "--check").status == 0)
    }

    @Test("a check fails for code that was never generated")
    func missing() throws {
      let file = package.folder.appending(path: Self.swift)
      try FileManager.default.removeItem(at: file)
      #expect(try package.generate("--target", "Committed", "--check").status != 0)
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test("without a target named, it leaves those alone that the build plugin generates for")
    func buildPluginTargets() throws {
      let run = try package.generate()
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains("note.bare.swift"), "\(run.output)")
      let build = try package.build()
      #expect(build.status == 0, "\(build.output)")
    }

    @Test("an unknown argument is refused, and the known ones named")
    func arguments() throws {
      let run = try package.generate("--chek")
      #expect(run.status != 0)
      #expect(run.output.contains("unknown argument `--chek`"), "\(run.output)")
      #expect(run.output.contains("`--check`"), "\(run.output)")
    }

    @Test("an error of a schema fails the command by path, line and column")
    func schemaError() throws {
      try package.replace("text: str", by: "text: strr", in: Self.note)
      let run = try package.generate("--target", "Committed")
      #expect(run.status != 0)
      let path = package.folder.appending(path: Self.note).path
      #expect(run.output.contains("\(path):5:9: error: "), "\(run.output)")
    }
  }
}

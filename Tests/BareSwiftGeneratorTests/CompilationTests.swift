import Foundation
import Testing

/// What is generated compiles without a warning, and is formatted as the house formats.
///
/// The runtime's modules are those that this test run was built with.
struct CompilationTests {
  @Test(
    "generated Swift of all cases compiles without a warning",
    arguments: ["", "package ", "public "])
  func compiles(access: String) throws {
    let folder = try TemporaryFolder()
    let cases = try GoldenCase.all().filter { $0.importAccess == access }
    if cases.isEmpty { return }
    try typecheck(try folder.write(cases), in: folder)
  }

  @Test(
    "generated Swift compiles beside a file that imports the runtime as ever",
    arguments: ["access-public", "access-package", "struct"])
  func plainImportBeside(name: String) throws {
    let folder = try TemporaryFolder()
    let cases = try GoldenCase.all().filter { $0.name == name }
    let file = folder.url.appending(path: "hand-written.swift")
    try Data("import BareRuntime\n\nlet bytes = Bytes()\n".utf8).write(to: file)
    try typecheck(try folder.write(cases) + [file], in: folder)
  }

  private func typecheck(_ files: [URL], in folder: TemporaryFolder) throws {
    let result = try SwiftCompiler.typecheck(files, in: folder, "-warnings-as-errors")
    let complaints = result.output.split(separator: "\n")
      .filter { $0.hasPrefix("/") && ($0.contains(" error: ") || $0.contains(" warning: ")) }
      .map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(result.status == 0, "\(Set(complaints).sorted().joined(separator: "\n"))")
    if result.status != 0, complaints.isEmpty { Issue.record("\(result.output)") }
  }

  @Test("generated Swift of all cases is what the formatter makes of it")
  func isFormatted() throws {
    let folder = try TemporaryFolder()
    let files = try folder.write(try GoldenCase.all())
    let result = try Shell.run(["swift", "format", "lint", "--strict"] + files.map(\.path))
    let complaints = result.output.split(separator: "\n")
      .map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(result.status == 0, "\(complaints.joined(separator: "\n"))")
  }
}

extension GoldenCase {
  /// What stands before `import`: one module has to import in one way.
  fileprivate var importAccess: String {
    let line = generated.split(separator: "\n").first { $0.hasSuffix("import BareRuntime") } ?? ""
    return String(line.dropLast("import BareRuntime".count))
  }
}

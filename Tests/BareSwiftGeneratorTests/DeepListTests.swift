import BareSwiftGenerator
import Foundation
import Testing

/// Lists of lists, as deep as schemas allow: brackets in brackets cost the compiler time that
/// doubles with every level, so only some are written.
struct DeepListTests {
  @Test("lists nested as deep as schemas allow compile", arguments: ["", "optional<"])
  func deepest(between: String) throws {
    let count = between.isEmpty ? 98 : 49
    let type =
      String(repeating: "list<" + between, count: count) + "u8"
      + String(repeating: between.isEmpty ? ">" : ">>", count: count)
    let text = "type Holder struct { deep: \(type) }\ntype Array u8\n"
    let generated = SwiftGenerator().generate([(try GeneratorInput(text), "Deep")])
    try #require(Self.bracketDepth(of: generated) <= 12)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "deep.swift")
    try Data(generated.utf8).write(to: file)
    let result = try SwiftCompiler.typecheck([file], in: folder)
    #expect(result.status == 0, "\(result.output)")
  }

  private static func bracketDepth(of text: String) -> Int {
    var depth = 0
    return text.utf8.map { byte in
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      return depth
    }.max() ?? 0
  }
}

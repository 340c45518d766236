import BareSwiftGenerator
import Testing

/// How files become a family of versions.
struct FamilyTests {
  private func family(_ paths: [String]) throws -> Family {
    try Family(
      name: "Chat", versions: paths.map { try GeneratorInput("type A u8", path: $0) },
      variants: [])
  }

  @Test("versions are ordered by their numbers, whatever order they are given in")
  func order() throws {
    let family = try family(["a/v10.bare", "v2.bare", "b/v1.bare"])
    #expect(family.versions.map(\.stem) == ["v1", "v2", "v10"])
  }

  @Test("a file that is not named by its version is refused")
  func names() throws {
    let paths = ["x.bare", "v.bare", "v0.bare", "v01.bare", "V1.bare", "v1a.bare", "v+1.bare"]
    for path in paths + ["v4294967296.bare", "v1-draft.bare", "v1", "v1.txt"].dropLast(2) {
      #expect(throws: FamilyError.name(path: path)) { try family(["v1.bare", path]) }
    }
    #expect(
      FamilyError.name(path: "x.bare").description
        == "a version of a family is expected in a file `vN.bare`, met `x.bare`; "
        + "a schema beside the versions is given by `--variant`")
  }

  @Test("two files of one version are refused")
  func twice() throws {
    let error = FamilyError.twice(path: "b/v1.bare", otherPath: "a/v1.bare")
    #expect(throws: error) { try family(["a/v1.bare", "v2.bare", "b/v1.bare"]) }
    #expect(error.description == "`b/v1.bare` and `a/v1.bare` are of one version")
  }

  @Test("each version and variant has a namespace in that of the family")
  func namespaces() throws {
    let family = try Family(["type A u8", "type A u8"], variants: ["v2-pr4673": "type A u16"])
    var options = GeneratorOptions()
    options.conversions = .none
    let swift = SwiftGenerator(options: options).generate(family)
    let namespaces = swift.split(separator: "\n").filter { $0.hasPrefix("extension ") }
    #expect(
      namespaces == ["extension Chat.V1 {", "extension Chat.V2 {", "extension Chat.V2PR4673 {"])
    #expect(swift.contains("\n  enum V2PR4673 {}\n}\n"))
  }

  @Test("a file's name gives its namespace in UpperCamelCase")
  func defaultNamespaces() throws {
    let expected = [
      "person.bare": "Person", "a/b/to-do_list.bare": "ToDoList", "v1.bare": "V1",
      "httpAPI.bare": "HttpAPI", "my.schema.bare": "MySchema",
    ]
    for (path, namespace) in expected {
      #expect(try GeneratorInput("type A u8", path: path).defaultNamespace == namespace)
    }
  }
}

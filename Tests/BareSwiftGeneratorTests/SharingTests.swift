import BareSchema
import Testing

@testable import BareSwiftGenerator

/// A type is declared once in a family, in the first version that declares it so.
struct SharingTests {
  /// The versions that types come from: `["", "V1"]` for own and shared, in the order of the types.
  private func owners(_ texts: [String], variants: [String: String] = [:]) throws -> [[String]] {
    let family = try Family(texts, variants: variants)
    return SwiftGenerator().places(of: family).map { place in
      place.input.schema.types.map {
        String((place.sharedFrom[$0.name] ?? "").dropFirst("Chat.".count))
      }
    }
  }

  @Test("the same declaration is shared with the first version that has it")
  func same() throws {
    let text = "type A struct { x: u8 }\ntype B list<A>"
    #expect(try owners([text, text, text]) == [["", ""], ["V1", "V1"], ["V1", "V1"]])
  }

  @Test("comments, white space, stated numbers and the order of types do not count")
  func comments() throws {
    let one = "type A enum { X Y }\ntype B u8\ntype U union { A | B }"
    let two =
      "# Head.\n\ntype B u8\n# Why.\ntype A enum {\n X = 0 # Why.\n Y = 1\n}\n"
      + "type U union { A = 0 | B }"
    #expect(try owners([one, two]) == [["", "", ""], ["V1", "V1", "V1"]])
  }

  @Test("what counts: kinds, names, order, types, tags, numbers and lengths")
  func differences() throws {
    let changes = [
      ("struct { x: u8 }", "struct { y: u8 }"), ("struct { x: u8 }", "struct { x: i8 }"),
      ("struct { x: u8 y: u8 }", "struct { y: u8 x: u8 }"), ("u64", "uint"),
      ("struct { x: u8 }", "struct { x: optional<u8> }"), ("enum { X }", "enum { Y }"),
      ("enum { X }", "enum { X = 1 }"), ("union { u8 | str }", "union { str | u8 }"),
      ("union { u8 }", "union { u8 = 1 }"), ("data[1]", "data[2]"), ("data[1]", "data"),
      ("list<u8>[1]", "list<u8>[2]"), ("map<u8><str>", "map<str><u8>"),
    ]
    let shared = try changes.filter { try owners(["type A \($0)", "type A \($1)"])[1] != [""] }
    #expect(shared.isEmpty, "\(shared)")
  }

  @Test("a change deep below re-declares everything that leads to it, and nothing else")
  func deepChange() throws {
    func text(_ leaf: String) -> String {
      """
      type Leaf struct { x: \(leaf) }
      type Other struct { x: u8 }
      type Branch map<str><list<Leaf>>
      type Tree struct { branch: struct { inner: optional<Branch> } }
      type All union { Tree | Other }
      """
    }
    #expect(try owners([text("u8"), text("u16")])[1] == ["", "V1", "", "", ""])
  }

  @Test("two types that are alike but for their names are two types")
  func names() throws {
    #expect(
      try owners(["type A struct { x: u8 }", "type B struct { x: u8 }"]) == [[""], [""]])
  }

  @Test("a shape that comes back is that of the version that had it first")
  func comesBack() throws {
    let one = "type A struct { x: u8 }\ntype B list<A>"
    let two = "type A struct { x: u16 }\ntype B list<A>"
    #expect(
      try owners([one, two, one, two])
        == [["", ""], ["", ""], ["V1", "V1"], ["V2", "V2"]])
  }

  @Test("variants share with all versions and with the variants before them")
  func variants() throws {
    let one = "type A struct { x: u8 }\ntype B list<A>"
    let two = "type A struct { x: u16 }\ntype B list<A>"
    let variant = "type A struct { x: u16 }\ntype B struct { a: A }"
    #expect(
      try owners([one, two], variants: ["v1-b": variant, "v1-c": variant])
        == [["", ""], ["", ""], ["V2", ""], ["V2", "V1B"]])
  }

  @Test("a shared type that functions code can be read and written in every version")
  func sharedAliases() throws {
    let text = "type Id uint\ntype Ids list<str>"
    let swift = SwiftGenerator().generate(try Family([text, text]))
    let second = try #require(swift.part(ofNamespace: "Chat.V2"))
    let missing = ["Id", "Ids"].filter { name in
      !second.contains("static func decode\(name)(_ message: Bytes)")
        || !second.contains("static func encode\(name)(_ value: \(name))")
    }
    #expect(missing.isEmpty, "\(missing)")
  }
}

extension String {
  /// The part of generated Swift between the mark of a namespace and the next one.
  func part(ofNamespace namespace: String) -> String? {
    let parts = split(separator: "// MARK: - ")
    return parts.first { $0.hasPrefix(namespace + "\n") }.map(String.init)
  }
}

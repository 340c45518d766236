import BareSchema
import Testing

@testable import BareSwiftGenerator

/// The family that sharing was made for.
struct EnvoyFamilyTests {
  @Test("the six versions declare 188 types: 89, 46, 12, 21, 12 and 8")
  func counts() throws {
    let places = SwiftGenerator().places(of: try RepositorySchemas.envoy())
    let counts = places.map { $0.input.schema.types.count - $0.sharedFrom.count }
    #expect(counts.prefix(6) == [89, 46, 12, 21, 12, 8])
    #expect(counts.prefix(6).reduce(0, +) == 188)
  }

  @Test("the Swift declares as many types, and names the others")
  func declarations() throws {
    let swift = SwiftGenerator().generate(try RepositorySchemas.envoy())
    let counts = try ["V1", "V2", "V3", "V4", "V5", "V6"].map { version in
      let part = try #require(swift.part(ofNamespace: "Envoy.\(version)"))
      let starts = ["  struct ", "  enum ", "  typealias "]
      return part.split(separator: "\n").filter { line in
        let isShared = line.hasSuffix(" =") || line.contains(" = Envoy.")
        return starts.contains { line.hasPrefix($0) } && !isShared
      }.count
    }
    #expect(counts == [89, 46, 12, 21, 12, 8])
  }

  @Test("a type is declared anew exactly if no version before has all of it")
  func ownTypes() throws {
    let family = try RepositorySchemas.envoy()
    var seen: Set<String> = []
    for place in SwiftGenerator().places(of: family) {
      let schema = place.input.schema
      let texts = schema.types.map { ($0.name, $0.name + "=" + schema.expandedText(of: $0.type)) }
      for (name, text) in texts {
        #expect(
          seen.contains(text) == (place.sharedFrom[name] != nil), "\(place.namespace).\(name)")
      }
      seen.formUnion(texts.map(\.1))
    }
  }

  @Test("the layout beside version 2 adds only what differs, and shares the rest")
  func variant() throws {
    let places = SwiftGenerator().places(of: try RepositorySchemas.envoy())
    let variant = try #require(places.last)
    #expect(variant.namespace == "Envoy.V2PR4673")
    let own = variant.input.schema.types.map(\.name).filter { variant.sharedFrom[$0] == nil }
    #expect(own.count < variant.sharedFrom.count)
    #expect(variant.sharedFrom["ToRivetMetadata"] == "Envoy.V1")
  }

  @Test("what did not change since version 1 is that of version 1 in version 6")
  func shared() throws {
    let swift = SwiftGenerator().generate(try RepositorySchemas.envoy())
    let last = try #require(swift.part(ofNamespace: "Envoy.V6"))
    #expect(last.contains("\n  typealias ToRivetMetadata = Envoy.V1.ToRivetMetadata\n"))
  }

  @Test("the same schemas give the same bytes, in whatever order they are given")
  func determinism() throws {
    var options = GeneratorOptions()
    options.emission = .json
    let generator = SwiftGenerator(options: options)
    let family = try RepositorySchemas.envoy()
    let shuffled = try Family(
      name: "Envoy", versions: family.versions.reversed(), variants: family.variants)
    #expect(generator.generate(family) == generator.generate(try RepositorySchemas.envoy()))
    #expect(generator.generate(family) == generator.generate(shuffled))
  }
}

extension Schema {
  /// A type as text with every name followed to its end.
  fileprivate func expandedText(of type: SchemaType) -> String {
    switch type {
    case .named(let name):
      "\(name)=" + (self[name].map { expandedText(of: $0.type) } ?? "")
    case .optional(let wrapped): "optional<\(expandedText(of: wrapped))>"
    case .list(let element, let count): "list<\(expandedText(of: element))>[\(count ?? 0)]"
    case .map(let key, let value): "map<\(expandedText(of: key))><\(expandedText(of: value))>"
    case .structure(let fields):
      "{" + fields.map { "\($0.name):\(expandedText(of: $0.type))" }.joined(separator: " ") + "}"
    case .union(let members):
      "(" + members.map { "\(expandedText(of: $0.type))=\($0.tag)" }.joined(separator: "|") + ")"
    case .primitive, .data, .enumeration: type.compactText
    }
  }
}

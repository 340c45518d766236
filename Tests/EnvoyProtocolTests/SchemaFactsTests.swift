import BareSchema
import EnvoyProtocol
import KVChannelProtocol
import Testing

/// The schemas say what the protocols are, and the generated code carries these schemas.
struct SchemaFactsTests {
  @Test(
    "every schema is the wire contract: names, kinds, fields in order, tags, numbers and lengths",
    .enabled(if: SharedFacts.isThere("protocols"), Comment(rawValue: SharedFacts.absence)))
  func contracts() throws {
    for (file, name) in SharedFacts.names {
      let contract = try WireContract(try SharedFacts.json("protocols/\(file).json"))
      let schema = try Repository.schema(name)
      #expect(schema.differences(from: contract.textByName) == [], "\(name)")
      #expect(Set(schema.roots.map(\.name)) == contract.roots, "\(name)")
      #expect(schema.types.count == contract.textByName.count, "\(name)")
    }
  }

  @Test("the layout of the pull request differs from version 2 in two types, by one field each")
  func variant() throws {
    let published = try Repository.schema("envoy/v2")
    let variant = try Repository.schema("envoy/v2-pr4673")
    let differences = variant.differences(from: published.textByName)
    #expect(differences.count == 2, "\(differences)")
    for (name, field) in [
      ("SqliteMeta", "schemaVersion:u32 "), ("CommandStartActor", "sqliteSchemaVersion:u32 "),
    ] {
      let text = try #require(variant.textByName[name])
      #expect(text.replacing(field, with: "") == published.textByName[name])
    }
    #expect(variant.roots.map(\.name) == published.roots.map(\.name))
  }

  @Test("the schema that the code carries is that of the file, type by type")
  func embeddedTexts() throws {
    for version in ProtocolVersion.all {
      let file = try Repository.schema(version.name)
      let embedded = try Repository.schema(text: version.schemaText)
      #expect(embedded.types.map(\.name) == file.types.map(\.name), "\(version.name)")
      #expect(embedded.differences(from: file.textByName) == [], "\(version.name)")
    }
  }

  @Test("the fingerprint that the code carries is that of the file, and each is another")
  func fingerprints() throws {
    for version in ProtocolVersion.all {
      let file = try Repository.schema(version.name)
      #expect(version.wireFingerprint == file.fingerprint.description, "\(version.name)")
    }
    #expect(
      Set(ProtocolVersion.all.map(\.wireFingerprint)).count == ProtocolVersion.all.count)
  }

  @Test("there is a codec for every declared type and for nothing else")
  func codecTables() throws {
    for protocolVersion in ProtocolVersion.all {
      let schema = try Repository.schema(protocolVersion.name)
      #expect(Set(protocolVersion.codecs.keys) == Set(schema.types.map(\.name)))
    }
  }

  @Test("version numbers are those of the connection URL, and the newest is named")
  func versions() {
    #expect(Envoy.Version.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
    #expect(Envoy.Version.latest == .v6)
    #expect(Envoy.Version(rawValue: 0) == nil)
    #expect(Envoy.Version(rawValue: 7) == nil)
    #expect(KVChannel.Version.allCases.map(\.rawValue) == [1])
    #expect(KVChannel.Version.latest == .v1)
  }
}

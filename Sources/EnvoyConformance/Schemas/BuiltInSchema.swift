public import BareDynamic
public import BareJSON
import BareSchema
import EnvoyProtocol
import KVChannelProtocol

/// A schema that the suite knows by name, with both codecs for it.
public struct BuiltInSchema: Sendable {
  /// The name in vectors and requests, such as `envoy/v6`.
  public let name: String

  /// The schema itself; nothing where messages are of several schemas.
  let text: String

  /// The codec that walks the schema at run time; nil where messages are of several schemas.
  public let dynamic: DynamicCodec?

  /// The generated codecs of all its types.
  public let generated: [String: BareJSONCodec]

  /// The types that stand as whole messages, in the order of the schema.
  public var rootNames: [String] {
    dynamic?.schema.roots.map(\.name) ?? generated.keys.sorted()
  }

  private let references: [String: ReferenceCodec]

  /// The codec that walks schemas at run time, for one type; nil where there is no such type.
  func reference(_ type: String) -> ReferenceCodec? { references[type] }

  /// All schemas, by name.
  public static let all: [String: BuiltInSchema] = Dictionary(
    uniqueKeysWithValues: (singleSchemas + [embeddedEnvoy]).map { ($0.name, $0) })

  /// The roots of all versions of the envoy protocol behind their version (`ENVOY-2.1`).
  private static let embeddedEnvoy: BuiltInSchema = {
    let versions = singleSchemas.compactMap { schema in
      UInt16(schema.name.dropPrefix("envoy/v")).flatMap { number in
        schema.dynamic.map { (number: number, codec: $0) }
      }
    }
    var references: [String: ReferenceCodec] = [:]
    for name in Envoy.Versioned.jsonCodecs.keys {
      references[name] = .embedded(
        EmbeddedCodec(
          typeName: name,
          versions: versions.compactMap { number, codec in
            codec.schema[name].map {
              EmbeddedCodec.Version(number: number, codec: codec, type: $0)
            }
          }))
    }
    return BuiltInSchema(
      name: "envoy/embedded", text: "", dynamic: nil,
      generated: Envoy.Versioned.jsonCodecs.mapValues(\.embedded), references: references)
  }()

  private static let singleSchemas = (protocols + bare).compactMap(make)

  private typealias Entry = (String, String, [String: BareJSONCodec])

  private static let protocols: [Entry] = [
    ("envoy/v1", Envoy.V1.schemaText, Envoy.V1.jsonCodecs),
    ("envoy/v2", Envoy.V2.schemaText, Envoy.V2.jsonCodecs),
    ("envoy/v2-pr4673", Envoy.V2PR4673.schemaText, Envoy.V2PR4673.jsonCodecs),
    ("envoy/v3", Envoy.V3.schemaText, Envoy.V3.jsonCodecs),
    ("envoy/v4", Envoy.V4.schemaText, Envoy.V4.jsonCodecs),
    ("envoy/v5", Envoy.V5.schemaText, Envoy.V5.jsonCodecs),
    ("envoy/v6", Envoy.V6.schemaText, Envoy.V6.jsonCodecs),
    ("kv-channel/v1", KVChannel.V1.schemaText, KVChannel.V1.jsonCodecs),
  ]

  private static let bare: [Entry] = [
    ("bare/aliases", Aliases.schemaText, Aliases.jsonCodecs),
    ("bare/booleans", Booleans.schemaText, Booleans.jsonCodecs),
    ("bare/draft-documents", DraftDocuments.schemaText, DraftDocuments.jsonCodecs),
    ("bare/draft-person", DraftPerson.schemaText, DraftPerson.jsonCodecs),
    ("bare/draft-primitives", DraftPrimitives.schemaText, DraftPrimitives.jsonCodecs),
    ("bare/enumerations", Enumerations.schemaText, Enumerations.jsonCodecs),
    ("bare/floats", Floats.schemaText, Floats.jsonCodecs),
    ("bare/in-place", InPlace.schemaText, InPlace.jsonCodecs),
    ("bare/integers", Integers.schemaText, Integers.jsonCodecs),
    ("bare/lists", Lists.schemaText, Lists.jsonCodecs),
    ("bare/maps", Maps.schemaText, Maps.jsonCodecs),
    ("bare/optionals", Optionals.schemaText, Optionals.jsonCodecs),
    ("bare/structures", Structures.schemaText, Structures.jsonCodecs),
    ("bare/swift-names", SwiftNames.schemaText, SwiftNames.jsonCodecs),
    ("bare/texts", Texts.schemaText, Texts.jsonCodecs),
    ("bare/unions", Unions.schemaText, Unions.jsonCodecs),
  ]

  private static func make(_ entry: Entry) -> BuiltInSchema? {
    let (name, text, generated) = entry
    let source = SourceFile(path: "\(name).bare", text: text)
    guard let schema = SchemaCompiler.compile(source).schema else { return nil }
    let codec = DynamicCodec(schema: schema)
    let references = schema.types.map { ($0.name, ReferenceCodec.plain(codec, $0)) }
    return BuiltInSchema(
      name: name, text: text, dynamic: codec, generated: generated,
      references: Dictionary(uniqueKeysWithValues: references))
  }
}

extension String {
  /// What follows a prefix; nothing where the text does not start with it.
  fileprivate func dropPrefix(_ prefix: String) -> Substring {
    hasPrefix(prefix) ? dropFirst(prefix.count) : ""
  }
}

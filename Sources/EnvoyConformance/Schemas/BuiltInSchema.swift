public import BareDynamic
public import BareJSON
import BareSchema
import EnvoyProtocol
import KVChannelProtocol

/// A schema that the suite knows by name, with both codecs for it.
public struct BuiltInSchema: Sendable {
  /// The name in vectors and requests, such as `envoy/v6`.
  public let name: String

  /// The codec that walks the schema at run time.
  public let dynamic: DynamicCodec

  /// The generated codecs of all its types.
  public let generated: [String: BareJSONCodec]

  /// All schemas, by name.
  public static let all: [String: BuiltInSchema] = Dictionary(
    uniqueKeysWithValues: (protocols + bare).compactMap { name, text, codecs in
      make(name: name, text: text, codecs: codecs).map { (name, $0) }
    })

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

  private static func make(
    name: String, text: String, codecs: [String: BareJSONCodec]
  ) -> BuiltInSchema? {
    let source = SourceFile(path: "\(name).bare", text: text)
    guard let schema = SchemaCompiler.compile(source).schema else { return nil }
    return BuiltInSchema(
      name: name, dynamic: DynamicCodec(schema: schema), generated: codecs)
  }
}

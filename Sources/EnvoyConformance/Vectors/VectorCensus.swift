/// How many vectors there are, what several versions share counted once.
public struct VectorCensus: Sendable {
  /// Valid vectors of the protocols that differ in type or value.
  public let distinctValidCount: Int

  /// Refused ones of the protocols that differ in type or bytes.
  public let distinctInvalidCount: Int

  /// All vectors of BARE itself.
  public let bareCount: Int

  /// Conversions between versions.
  public let conversionCount: Int

  private let countBySchema: [(schema: String, valid: Int, invalid: Int)]

  /// Counts vectors.
  public init(_ vectors: [Vector]) {
    let protocols = vectors.filter { !$0.schema.hasPrefix("bare/") && $0.conversion == nil }
    conversionCount = vectors.count { $0.conversion != nil }
    distinctValidCount = Set(protocols.filter { $0.result == .valid }.map(Self.key)).count
    distinctInvalidCount = Set(protocols.filter { $0.result == .invalid }.map(Self.key)).count
    bareCount = vectors.count - protocols.count - conversionCount
    countBySchema = Dictionary(grouping: protocols, by: \.schema).map { schema, vectors in
      let valid = vectors.count { $0.result == .valid }
      return (schema, valid, vectors.count - valid)
    }.sorted { $0.schema < $1.schema }
  }

  /// The counts as text, a line a schema.
  public var lines: [String] {
    countBySchema.map { "\($0.schema): \($0.valid) valid, \($0.invalid) invalid" } + [
      "distinct over all versions: \(distinctValidCount) valid, \(distinctInvalidCount) invalid",
      "conversions: \(conversionCount)", "bare: \(bareCount)",
    ]
  }

  private static func key(_ vector: Vector) -> String {
    let refusedBytes = vector.error == nil ? nil : vector.bytes?.hex
    return [vector.type, vector.value?.compactText ?? "", refusedBytes ?? ""].joined(separator: " ")
  }
}

import BareDynamic
import BareJSON
import BareRuntime

/// Finds what is wrong with golden vectors: by both codecs, the index, the rules and the schemas.
public struct VectorLinter: Sendable {
  private let library: VectorLibrary
  private let index: VectorIndex
  private let rules: RuleBook

  /// A linter of all vectors of a folder.
  public init(library: VectorLibrary, index: VectorIndex, rules: RuleBook) {
    self.library = library
    self.index = index
    self.rules = rules
  }

  /// All findings, a sentence each; none means that the vectors are sound.
  public func findings() -> [String] {
    fileFindings() + idFindings() + ruleFindings() + codecFindings() + coverageFindings()
  }

  /// What is wrong with the id, the comment and the rules of one vector.
  static func formFindings(_ vector: Vector, rules: RuleBook) -> [String] {
    var findings: [String] = []
    let slugs = vector.id.split(separator: "/", omittingEmptySubsequences: false)
    if !vector.id.hasPrefix(vector.idPrefix) || !slugs.allSatisfy(isSlug) {
      findings.append(
        "\(vector.id): expected slugs of a-z, 0-9, `.` and `-` behind `\(vector.idPrefix)`")
    }
    if vector.comment.count > maximumCommentCount {
      findings.append("\(vector.id): the comment is longer than \(maximumCommentCount)")
    }
    if vector.rules.isEmpty { findings.append("\(vector.id): cites no rule") }
    for rule in vector.rules where rules[rule] == nil {
      findings.append("\(vector.id): `\(rule)` is no rule of rules.json")
    }
    return findings
  }

  private func fileFindings() -> [String] {
    library.files.flatMap { file -> [String] in
      var findings: [String] = []
      if let text = try? library.source.read(file.path), text != file.formatted {
        findings.append("\(file.path): not in its layout; `envoykit vectors fmt` writes it")
      }
      let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
      for vector in file.vectors {
        if !Self.belongs(vector, in: folder) {
          findings.append("\(file.path): `\(vector.schema)` belongs in another folder")
        }
        findings += Self.formFindings(vector, rules: rules)
      }
      return Array(Set(findings)).sorted()
    }
  }

  private static func belongs(_ vector: Vector, in folder: String) -> Bool {
    switch folder {
    case "bare": vector.schema.hasPrefix("bare/")
    case "convert": vector.conversion != nil || vector.schema == "envoy/embedded"
    default: vector.schema == folder
    }
  }

  private func idFindings() -> [String] {
    var findings: [String] = []
    var seen: Set<String> = []
    for vector in library.files.flatMap(\.vectors) {
      if !seen.insert(vector.id).inserted { findings.append("\(vector.id): the id stands twice") }
      switch index.hashByID[vector.id] {
      case nil: findings.append("\(vector.id): not in the index; `envoykit vectors fmt` adds it")
      case vector.hash: break
      default:
        findings.append(
          "\(vector.id): not what was published; withdraw it and add another under a new id")
      }
    }
    let gone = Set(index.hashByID.keys).subtracting(seen).sorted()
    return findings + gone.map { "\($0): in the index and no longer in any file" }
  }

  private func ruleFindings() -> [String] {
    var cited: Set<String> = []
    for vector in library.vectors {
      cited.formUnion(vector.rules)
    }
    let idle = rules.rules.filter { $0.scope == .codec && !cited.contains($0.id) }
    return idle.map { "\($0.id): no vector exercises this rule" }
  }

  private func codecFindings() -> [String] {
    library.vectors.flatMap { vector in
      if let conversion = vector.conversion {
        return ConversionCheck(vector, conversion).findings()
      }
      return VectorCheck(vector)?.findings() ?? ["\(vector.id): no schema or type of this name"]
    }
  }

  /// Of the protocols every version has to be covered; the schemas of BARE itself are there for the
  /// rules, and some of their types have no message of a size that anybody could store.
  private func coverageFindings() -> [String] {
    let protocols = BuiltInSchema.all.values.filter { !$0.name.hasPrefix("bare/") }
    return protocols.sorted { $0.name < $1.name }.flatMap { schema -> [String] in
      guard let codec = schema.dynamic else { return [] }
      var coverage = Coverage(schema: codec.schema)
      for vector in library.vectors where vector.schema == schema.name {
        guard vector.result == .valid, let bytes = vector.bytes,
          let type = codec.schema[vector.type], let value = try? codec.decode(bytes, as: type)
        else { continue }
        coverage.note(value, as: type)
      }
      return coverage.misses.map { "\(schema.name): no valid vector has \($0)" }
    }
  }

  /// Long enough for what is special, short enough for a list.
  private static let maximumCommentCount = 100

  private static func isSlug(_ slug: Substring) -> Bool {
    !slug.isEmpty
      && slug.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

import BareSchema

/// Versions of one protocol that are generated as one unit.
public struct Family: Sendable {
  /// The namespace that holds one namespace a version.
  public let name: String

  /// The versions, ascending; the file of version N is named `vN.bare`.
  public let versions: [GeneratorInput]

  /// Schemas beside the chain of versions, in the order given.
  public let variants: [GeneratorInput]

  /// Puts versions in order.
  ///
  /// - Throws: ``FamilyError`` where a file is not named `vN.bare`, or a version stands twice.
  public init(
    name: String, versions: [GeneratorInput], variants: [GeneratorInput]
  ) throws(FamilyError) {
    var numbered: [(number: UInt32, input: GeneratorInput)] = []
    for input in versions {
      guard let number = input.versionNumber else { throw .name(path: input.path) }
      if let other = numbered.first(where: { $0.number == number }) {
        throw .twice(path: input.path, otherPath: other.input.path)
      }
      numbered.append((number, input))
    }
    self.name = name
    self.versions = numbered.sorted { $0.number < $1.number }.map(\.input)
    self.variants = variants
  }
}

/// Why schemas do not form a family.
public enum FamilyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A version's file is not named by its number.
  case name(path: String)

  /// Two files are of one version.
  case twice(path: String, otherPath: String)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .name(let path):
      "a version of a family is expected in a file `vN.bare`, met `\(path)`; "
        + "a schema beside the versions is given by `--variant`"
    case .twice(let path, let other): "`\(path)` and `\(other)` are of one version"
    }
  }
}

import BareSchema
import BareSwiftGenerator
import Foundation

/// A schema of `Cases` with the Swift it is to become.
///
/// A first line `# options: --emit json` gives options as on the command line; the generator does
/// not see that line.
struct GoldenCase {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let name: String
  let generated: String

  /// What has to be written by hand beside it: the decisions of a family's steps.
  let handWritten: String

  /// The file of what is expected.
  var expectationFile: URL { Self.folder.appending(path: name + ".swift.txt") }

  /// Every single schema, and the family of those in `Cases/family`.
  static func all() throws -> [GoldenCase] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bare") }.map { String($0.dropLast(".bare".count)) }
    return try names.sorted().map(GoldenCase.init(single:)) + [family(), conversions()]
  }

  private init(name: String, generated: String, handWritten: String = "") {
    self.name = name
    self.generated = generated
    self.handWritten = handWritten
  }

  private init(single name: String) throws {
    let file = Self.folder.appending(path: name + ".bare")
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let options = try CaseOptions(line: lines[0])
    if lines[0].hasPrefix(CaseOptions.prefix) { lines[0] = "" }
    let input = try GeneratorInput(lines.joined(separator: "\n"), path: name + ".bare")
    let generator = SwiftGenerator(options: options.generator)
    self.init(
      name: name,
      generated: generator.generate([(input, options.namespace ?? input.defaultNamespace)]))
  }

  private static func family() throws -> GoldenCase {
    let family = try Family(
      name: "Chat", versions: ["v1", "v2", "v3"].map { try input($0, of: "family") },
      variants: [input("v2-pr12", of: "family")])
    var options = GeneratorOptions()
    options.conversions = .none
    return GoldenCase(
      name: "family/family", generated: SwiftGenerator(options: options).generate(family))
  }

  /// A family whose steps hold every way to convert, and every decision.
  private static func conversions() throws -> GoldenCase {
    let family = try Family(
      name: "Shop", versions: ["v1", "v2", "v4"].map { try input($0, of: "conversions") },
      variants: [])
    var options = GeneratorOptions()
    options.emission = .json
    options.names = ["Item.choice": "option", "Color.RED": "crimson"]
    let decisions = folder.appending(path: "conversions/decisions.txt")
    return GoldenCase(
      name: "conversions/conversions",
      generated: SwiftGenerator(options: options).generate(family),
      handWritten: "\n" + (try String(contentsOf: decisions, encoding: .utf8)))
  }

  private static func input(_ stem: String, of family: String) throws -> GeneratorInput {
    let file = folder.appending(path: "\(family)/\(stem).bare")
    return try GeneratorInput(String(contentsOf: file, encoding: .utf8), path: "\(stem).bare")
  }
}

/// The options of a case.
private struct CaseOptions {
  static let prefix = "# options: "

  var generator = GeneratorOptions()
  var namespace: String?

  /// Takes the first line of a schema; what it does not know is an error.
  init(line: String) throws {
    guard line.hasPrefix(Self.prefix) else { return }
    var words = line.dropFirst(Self.prefix.count).split(separator: " ").map(String.init)[...]
    while let option = words.popFirst() {
      guard let value = words.popFirst(), set(option, value) else {
        throw CaseError("options of a case: \(line)")
      }
    }
  }

  private mutating func set(_ option: String, _ value: String) -> Bool {
    switch option {
    case "--namespace": namespace = value
    case "--access":
      guard let access = GeneratorOptions.Access(rawValue: value) else { return false }
      generator.access = access
    case "--emit":
      guard let emission = GeneratorOptions.Emission(rawValue: value) else { return false }
      generator.emission = emission
    case "--name":
      let parts = value.split(separator: "=").map(String.init)
      guard parts.count == 2 else { return false }
      generator.names[parts[0]] = parts[1]
    default: return false
    }
    return true
  }
}

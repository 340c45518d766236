import BareDynamic
import BareGenerate
import BareSchema
import CommandLineSupport

/// `SCHEMA TYPE` of a command line.
struct MessageType {
  private let path: String
  private let type: String
  private let reporting: Reporting

  init(path: String, type: String, reporting: Reporting) {
    self.path = path
    self.type = type
    self.reporting = reporting
  }

  init(parsing scanner: inout ArgumentScanner) throws(UsageError) {
    reporting = try Reporting(parsing: &scanner)
    path = try scanner.positional("SCHEMA")
    type = try scanner.positional("TYPE")
  }

  /// How a person calls it.
  var title: String { "\(path) \(type)" }

  /// A codec of the schema, and the type; nil where the schema has errors, which are reported.
  func resolve() throws -> (DynamicCodec, TypeDefinition)? {
    guard let loaded = try SchemaLoader(reporting: reporting).load(path) else { return nil }
    return (DynamicCodec(schema: loaded.input.schema), try loaded.definition(of: type))
  }
}

import BareDynamic
import BareRuntime
import CommandLineSupport
import EnvoyConformance

/// `envoykit decode`: bytes to JSON, by a built-in schema.
struct DecodeCommand: ToolCommand {
  static let name = "decode"
  static let help = """
    envoykit decode SCHEMA-NAME TYPE [--hex]

    Example:
      echo 03 | envoykit decode envoy/v6 ToRivet --hex

    Reads the bytes of one message from standard input and writes a line of JSON. Schema names are
    envoy/v1 to envoy/v6, envoy/v2-pr4673, envoy/embedded, kv-channel/v1 and bare/NAME.

    Options:
      --hex   read hex digits, with any white space between them, instead of bytes

    Exit status: 0 done, 1 the bytes are no such message.
    """

  private let schemaName: String
  private let typeName: String
  private let isHex: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    isHex = try scanner.flag("--hex")
    schemaName = try scanner.positional("SCHEMA-NAME")
    typeName = try scanner.positional("TYPE")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    guard let schema = BuiltInSchema.all[schemaName] else {
      let names = BuiltInSchema.all.keys.sorted().joined(separator: ", ")
      throw UsageError("no schema `\(schemaName)`; there are \(names)")
    }
    guard let codec = schema.generated[typeName] else {
      let roots = schema.rootNames.map { "`\($0)`" }.joined(separator: ", ")
      throw UsageError("`\(schemaName)` has no type `\(typeName)`; its messages are \(roots)")
    }
    let bytes = try MessageInput.bytes(try FileIO.read("-"), isHex: isHex)
    Output.line(try codec.json(decoding: bytes).compactText)
    return .success
  }
}

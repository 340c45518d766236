import CommandLineSupport
import EnvoyConformance

/// `envoykit testee`: our own testee.
struct TesteeCommand: ToolCommand {
  static let name = "testee"
  static let help = """
    envoykit testee [--codec generated|dynamic | --client]

    Answers each line of standard input, a request of the testee protocol, by one line on standard
    output, until the input ends.

    Example:
      echo '{"seq":1,"cmd":"recode","schema":"envoy/v6","type":"ToRivet","bytes":"03"}' |
        envoykit testee

    Options:
      --codec CODEC   generated (default): the generated Swift; dynamic: by schema at run time, with
                      the schema `inline` by `schemaText` as well
      --client        do what a client does instead, by our own client
    """

  private let codec: Testee.Codec
  private let isClient: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    let codec = try scanner.value(
      "--codec", expecting: "generated or dynamic", Testee.Codec.init(rawValue:))
    self.codec = codec ?? .generated
    isClient = try scanner.flag("--client")
    guard codec == nil || !isClient else {
      throw UsageError("expected `--codec` or `--client`, not both")
    }
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    if isClient {
      ClientTestee().run()
    } else {
      Testee(codec: codec, version: Version.text).run()
    }
    return .success
  }
}

import CommandLineSupport
import EnvoyConformance

/// `envoykit testee`: our own testee.
struct TesteeCommand: ToolCommand {
  static let name = "testee"
  static let help = """
    envoykit testee [--codec generated|dynamic | --client | --mutant NAME]

    Example:
      echo '{"seq":1,"cmd":"recode","schema":"envoy/v6","type":"ToRivet","bytes":"03"}' |
        envoykit testee

    Answers each line of standard input, a request of the testee protocol, by one line on standard
    output, until the input ends.

    Options:
      --codec CODEC   generated (default): the generated Swift; dynamic: by schema at run time, with
                      the schema `inline` by `schemaText` as well
      --client        do what a client does instead, by our own client
      --mutant NAME   be wrong on purpose, as `envoykit conform mutants` names it
    """

  private let codec: Testee.Codec
  private let isClient: Bool
  private let mutant: CodecMutant?

  init(parsing scanner: inout ArgumentScanner) throws {
    let codec = try scanner.choice("--codec", of: Testee.Codec.self)
    self.codec = codec ?? .generated
    isClient = try scanner.flag("--client")
    mutant = try scanner.value("--mutant", expecting: "the name of a mutant of codecs") {
      CodecMutant(named: $0)
    }
    guard codec == nil || (!isClient && mutant == nil) else {
      throw UsageError("expected `--codec`, `--client` or `--mutant`, not two of them")
    }
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    if isClient {
      ClientTestee().run()
    } else {
      let testee =
        mutant.map { Testee(mutant: $0, version: Version.text) }
        ?? Testee(codec: codec, version: Version.text)
      testee.run()
    }
    return .success
  }
}

import CommandLineSupport
import EnvoyConformance
import SocketIO

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `envoykit conform mutants`: whether the scenarios find what is wrong.
struct ConformMutantsCommand: ToolCommand {
  static let name = "conform mutants"
  static let help = """
    envoykit conform mutants [options] [--only codec|server|client]

    Example:
      envoykit conform mutants --only codec

    Plays scenarios and vectors against mutants: our own codecs, server and client, each time with
    one rule broken at one place. A mutant has to be found by two cases; one that is not shows what
    the cases miss.

    Options:
    \(VectorSelection.help)
      --only KIND       codec, server or client: mutants of this kind alone

    Exit status: 0 all were found, 1 some were not.
    """

  /// What is mutated.
  enum Kind: String, CaseIterable { case codec, server, client }

  private let selection: VectorSelection
  private let only: Kind?

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner)
    only = try scanner.choice("--only", of: Kind.self)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let library = try ScenarioLibrary(try selection.source())
    let scenarios = library.scenarios.filter { selection.isMeant($0.id) }
    let suite = MutantSuite(
      scenarios: scenarios, isPartial: selection.isPartial, runName: "\(getpid())"
    ) { name in
      _ = try? Terminal.write("\(name)\n".utf8, to: .error)
    }
    if only == nil || only == .codec {
      let executable = Executable.url.path
      suite.run(vectors: selection.vectors(of: try selection.library())) {
        [executable, "testee", "--mutant", $0]
      }
    }
    if only == nil || only == .server {
      for options in ScenarioSuite.optionSets(of: scenarios) {
        let server = try ServerProcess.own(options)
        defer { server.end() }
        suite.run(over: server.transport, options: options)
      }
    }
    if only == nil || only == .client {
      suite.run(
        command: [Executable.url.path, "testee", "--client"], listener: try SocketListener())
    }
    return suite.matrix.finish(Output.line).status
  }
}

import CommandLineSupport
import EnvoyConformance

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
    envoykit conform mutants [options]

    Plays scenarios against mutants: our own server, each time with one rule broken at one place. A
    mutant has to be found by two scenarios; one that is not shows what the scenarios miss.

    Options:
    \(VectorSelection.help)

    Exit status: 0 all were found, 1 some were not.
    """

  private let selection: VectorSelection

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let library = try ScenarioLibrary(folder: try selection.folder())
    let scenarios = library.scenarios.filter { selection.isMeant($0.id) }
    let suite = MutantSuite(scenarios: scenarios, runName: "\(getpid())") { name in
      _ = try? Terminal.write("\(name)\n".utf8, to: .error)
    }
    for options in ScenarioSuite.optionSets(of: scenarios) {
      let server = try ServerProcess.own(options)
      defer { server.end() }
      suite.run(over: server.transport, options: options)
    }
    return suite.finish(Output.line).status
  }
}

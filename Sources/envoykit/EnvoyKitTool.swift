import CommandLineSupport

/// The main tool: judges codecs by golden vectors, keeps the vectors, and serves.
@main
enum EnvoyKitTool {
  static let help = """
    Examples:
      envoykit conform codec
      envoykit conform codec --run 'envoy/v6/**' -- python3 my_testee.py
      echo 03 | envoykit decode envoy/v6 ToRivet --hex
      envoykit rules BARE-W3
      envoykit serve

    Commands:
      serve            a server for authors of envoys, in memory, on a free port
      conform codec    run all vectors against a testee, or against our own codecs
      conform server   play scenarios against a server, or against our own
      conform client   play the server for a client, or for our own
      conform mutants  whether the cases find what is wrong on purpose
      conform laws     check on every vector what holds for every message
      admin            look at a running server, and steer it
      testee           answer the testee protocol on standard input and output
      sql              a shell on a database whose pages are on a server
      decode           bytes to JSON, by a built-in schema
      import           the database in an actor's keys as a file of SQLite
      vectors list     ids and what is special about them
      vectors show     one vector, written out
      vectors lint     what is wrong with the vectors
      vectors fmt      put vector files in their layout, and new ids into the index
      vectors add      add a vector
      vectors embed    put all vectors into an executable, which then needs no folder
      rules            the rules that vectors cite
      bench codec      encode and decode against memcpy
      bench server     the server against an echo over the same event loop
      bench sqlite     SQLite on pages that are on a server, against a file
      bench soak       whether the server keeps its size under work
      completions      a script by which bash, zsh or fish completes all this

    Options:
      -h, --help     help on a command: envoykit conform codec --help, or envoykit conform --help
      --version      the version

    Exit status: 0 as expected, 1 not so, 2 nothing failed but something could not be judged,
    64 usage, 66 no such file, 69 a port that is taken or no server there, 73 cannot write.
    """

  static let commands: [any ToolCommand.Type] = [
    ServeCommand.self, ConformCodecCommand.self, ConformServerCommand.self,
    ConformClientCommand.self, ConformMutantsCommand.self, ConformLawsCommand.self,
    AdminCommand.self, TesteeCommand.self, SQLCommand.self, DecodeCommand.self, ImportCommand.self,
    VectorsListCommand.self, VectorsShowCommand.self, VectorsLintCommand.self,
    VectorsFormatCommand.self, VectorsAddCommand.self, VectorsEmbedCommand.self, RulesCommand.self,
    BenchCodecCommand.self, BenchServerCommand.self, BenchSQLiteCommand.self,
    BenchSoakCommand.self, CompletionsCommand<EnvoyKitTool>.self,
  ]

  static func main() {
    Tool(name: "envoykit", version: Version.text, help: help, commands: commands)
      .run(CommandLine.arguments.dropFirst())
  }
}

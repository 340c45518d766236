import BareRuntime
import CommandLineSupport
import EnvoyConformance
import EnvoyServerCore
import PageLayout

extension EnvoyKitTool: CompletedTool {
  /// Each option as its command takes it; a line for each.
  static let completions = CompletionTable(
    tool: "envoykit",
    commands: [
      .init(
        ServeCommand.name,
        options: [
          "--port": .text,
          "--host": .text,
          "--admin-port": .text,
          "--clock": .word(of: ServeCommand.Clock.self),
          "--trace": .word(of: TraceLevel.self),
          "--faults": .file(ending: ".json"),
          "--ready-file": .file,
          "--until-stdin-closes": .flag,
          "--profile": .word(of: ServerOptions.Profile.self),
          "--kv-lock": .word(of: KVChannelOptions.LockProfile.self),
          "--existence": .word(of: ServerOptions.Existence.self),
          "--namespace": .text,
          "--pool": .text,
          "--token": .text,
          "--quirks": .word(of: ServeCommand.Quirks.self),
          "--limits": .file(ending: ".json"),
          "--print-limits": .flag,
          "--preload-kv": .flag,
          "--load": .file,
          "--save-on-exit": .file,
          "--strict": .flag,
          "--seed": .text,
        ]),
      .init(
        ConformCodecCommand.name, arguments: .file,
        options: .selection + .reports + [
          "--level": .word(of: ConformCodecCommand.FailingLevel.self),
          "--timeout": .text,
        ]),
      .init(
        ConformServerCommand.name, arguments: .file,
        options: .selection + .reports + .play + [
          "--attach": .text,
          "--admin": .text,
          "--endpoint-regex": .text,
        ]),
      .init(
        ConformClientCommand.name, arguments: .file,
        options: .selection + .reports + .play + [
          "--listen": .flag,
          "--port": .text,
          "--until-stdin-closes": .flag,
        ]),
      .init(
        ConformMutantsCommand.name,
        options: .selection + [
          "--only": .word(of: ConformMutantsCommand.Kind.self)
        ]),
      .init(
        ConformLawsCommand.name,
        options: .selection + [
          "--seed": .text
        ]),
      .init(AdminCommand.name, options: ["--admin": .text, "--ready-file": .file]),
      .init(
        TesteeCommand.name,
        options: [
          "--codec": .word(of: Testee.Codec.self),
          "--client": .flag,
          "--mutant": .words(CodecMutant.all.map(\.name)),
        ]),
      .init(
        SQLCommand.name,
        options: [
          "--back-end": .word(of: SQLBackEnd.Kind.self),
          "--namespace": .text,
          "--actor": .text,
          "--admin": .text,
          "--token": .text,
          "--trace": .flag,
        ]),
      .init(
        DecodeCommand.name, arguments: .words(BuiltInSchema.all.keys.sorted()),
        options: ["--hex": .flag]),
      .init(
        ImportCommand.name, arguments: .file,
        options: [
          "--out": .file,
          "--max-bytes": .text,
          "--journal": .word(of: ImportCheck.LiveJournal.self),
          "--gaps": .word(of: ImportCheck.Gaps.self),
        ]),
      .init(
        VectorsListCommand.name,
        options: .selection),
      .init(VectorsShowCommand.name, options: ["--vectors": .folder]),
      .init(VectorsLintCommand.name, options: ["--vectors": .folder]),
      .init(VectorsFormatCommand.name, options: ["--vectors": .folder]),
      .init(
        VectorsAddCommand.name, arguments: .file(ending: ".json"),
        options: [
          "--id": .text,
          "--comment": .text,
          "--rule": .text,
          "--error": .word(of: BareErrorClass.self),
          "--vectors": .folder,
        ]),
      .init(VectorsEmbedCommand.name, arguments: .file, options: ["--vectors": .folder]),
      .init(RulesCommand.name, options: ["--vectors": .folder]),
      .init(BenchCodecCommand.name, options: ["--json": .flag]),
      .init(BenchServerCommand.name, options: ["--json": .flag, "--rounds": .text]),
      .init(BenchSQLiteCommand.name, options: ["--json": .flag, "--rounds": .text]),
      .init(BenchSoakCommand.name, options: ["--json": .flag, "--seconds": .text]),
      CompletionsCommand<EnvoyKitTool>.entry,
    ])
}

extension CompletionTable.Options {
  /// Those of `VectorSelection`.
  fileprivate static let selection: Self = [
    "--vectors": .folder, "--run": .text, "--skip": .text, "--shard": .text,
  ]

  /// Those of `ReportOptions`.
  fileprivate static let reports: Self = [
    "--expected-failures": .file, "--fix": .flag, "--report": .word(of: SuiteReport.self),
  ]

  /// Those of `PlayOptions`.
  fileprivate static let play: Self = [
    "--timeout": .text, "--trace": .flag, "--protocols": .text, "--known-flaky": .file,
  ]
}

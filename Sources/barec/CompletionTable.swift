import BareGenerate
import BareSchema
import BareSwiftGenerator
import CommandLineSupport

extension Barec: CompletedTool {
  /// Each option as its command takes it; a line for each.
  static let completions = CompletionTable(
    tool: "barec",
    commands: [
      .init(
        GenerateCommand.name, arguments: .schema,
        options: [
          "--out": .file,
          "--check": .flag,
          "--watch": .flag,
          "--family": .text,
          "--variant": .schema,
          "--namespace": .text,
          "--access": .word(of: GeneratorOptions.Access.self),
          "--emit": .word(of: GeneratorOptions.Emission.self),
          "--conversions": .word(of: GeneratorOptions.Conversions.self),
          "--name": .text,
          "--config": .file(ending: ".json"),
          "--root": .folder,
        ] + .reporting),
      .init(
        CheckCommand.name, arguments: .schema,
        options: .check),
      .init(
        LintCommand.name, arguments: .schema,
        options: [
          "--list": .flag
        ] + .check),
      .init(
        FormatCommand.name, arguments: .schema,
        options: [
          "--check": .flag,
          "--diff": .flag,
        ] + .reporting),
      .init(
        EncodeCommand.name, arguments: .schema,
        options: ["--hex": .flag] + .reporting),
      .init(
        DecodeCommand.name, arguments: .schema,
        options: ["--hex": .flag] + .reporting),
      .init(
        ExplainCommand.name, arguments: .schema,
        options: [
          "--hex": .flag,
          "--against": .schema,
        ] + .reporting),
      .init(
        DiffCommand.name, arguments: .file,
        options: ["--hex": .flag] + .reporting),
      .init(
        DescribeCommand.name, arguments: .schema,
        options: [
          "--json": .flag,
          "--markdown": .flag,
        ] + .reporting),
      .init(
        BreakingCommand.name, arguments: .schema,
        options: [
          "--fail-on": .word(of: BreakingLevel.self),
          "--format": .word(of: BreakingCommand.Form.self),
        ] + .reporting),
      .init(LspCommand.name, options: ["--stdio": .flag]),
      CompletionsCommand<Barec>.entry,
    ])
}

extension CompletionTable.Options {
  /// Those of `CheckCommand`, which `LintCommand` takes too.
  fileprivate static let check: Self =
    ["--fix": .flag, "--strict": .flag, "--lock": .file] + reporting

  /// Those of `Reporting`.
  fileprivate static let reporting: Self = [
    "--error-format": .word(of: DiagnosticFormat.self),
    "--color": .word(of: Terminal.ColorChoice.self),
  ]
}

extension CompletionTable.Value {
  fileprivate static let schema = Self.file(ending: ".bare")
}

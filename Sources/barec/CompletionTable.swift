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
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        CheckCommand.name, arguments: .schema,
        options: [
          "--fix": .flag,
          "--strict": .flag,
          "--lock": .file,
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        LintCommand.name, arguments: .schema,
        options: [
          "--list": .flag,
          "--fix": .flag,
          "--strict": .flag,
          "--lock": .file,
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        FormatCommand.name, arguments: .schema,
        options: [
          "--check": .flag,
          "--diff": .flag,
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        EncodeCommand.name, arguments: .schema,
        options: ["--hex": .flag, "--error-format": .errorFormat, "--color": .color]),
      .init(
        DecodeCommand.name, arguments: .schema,
        options: ["--hex": .flag, "--error-format": .errorFormat, "--color": .color]),
      .init(
        ExplainCommand.name, arguments: .schema,
        options: [
          "--hex": .flag,
          "--against": .schema,
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        DiffCommand.name, arguments: .file,
        options: ["--hex": .flag, "--error-format": .errorFormat, "--color": .color]),
      .init(
        DescribeCommand.name, arguments: .schema,
        options: [
          "--json": .flag,
          "--markdown": .flag,
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(
        BreakingCommand.name, arguments: .schema,
        options: [
          "--fail-on": .word(of: BreakingLevel.self),
          "--format": .word(of: BreakingCommand.Form.self),
          "--error-format": .errorFormat,
          "--color": .color,
        ]),
      .init(LspCommand.name, options: ["--stdio": .flag]),
      CompletionsCommand<Barec>.entry,
    ])
}

extension CompletionTable.Value {
  fileprivate static let schema = Self.file(ending: ".bare")
  fileprivate static let errorFormat = Self.word(of: DiagnosticFormat.self)
  fileprivate static let color = Self.word(of: Terminal.ColorChoice.self)
}

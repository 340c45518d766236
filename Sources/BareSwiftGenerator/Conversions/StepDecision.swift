import BareSchema

/// What only a person can say about a step: a protocol of its own, so that each that is missing is
/// an error of its own.
struct StepDecision {
  /// The protocol's name inside the step.
  let protocolName: String

  private let step: String
  private let summary: [String]
  private let shapes: [String]
  private let signature: FunctionSignature

  /// A function that has to be written.
  init(writing conversion: StepConversion, step: String) {
    let source = conversion.source
    let target = conversion.target
    self.step = step
    protocolName = "\(conversion.direction.protocolVerb)\(Self.joined(target.path))"
    summary = [
      "`\(source.path)` from \(source.place.versionText) to \(target.place.versionText), which "
        + "cannot be told from the schemas: convert it, or throw "
        + "`refusal(\(conversion.direction.gerund):of:)`."
    ]
    shapes = Self.shapes(of: conversion)
    signature = FunctionSignature(
      head: "static func \(conversion.functionName)", parameter: "_ value: \(source.spelling)",
      error: "IncompatibleVersion", result: target.spelling)
  }

  /// An optional field that the target lacks.
  init(losing field: String, in conversion: StepConversion, step: String) {
    let source = conversion.source
    self.step = step
    protocolName =
      "Loses\(Words.upperCamel(Words.split(field)))Of\(Self.joined(source.path))"
    summary = [
      "\(conversion.target.place.versionText.capitalizedFirst) has no `\(field)` in "
        + "`\(source.path)`. Where a value has one: is it dropped, or is the value refused?"
    ]
    shapes = Self.shapes(of: conversion)
    signature = FunctionSignature(
      head: "static func \(Self.lossFunction(field))", parameter: "in value: \(source.spelling)",
      error: nil, result: "ConversionLoss")
  }

  /// `lossOfHeadTxid` of `headTxid`.
  static func lossFunction(_ field: String) -> String {
    "lossOf" + Words.upperCamel(Words.split(field))
  }

  /// Writes the protocol, both shapes in its comment.
  func write(to printer: CodePrinter, access: String) {
    printer.line()
    printer.block("extension \(step)") {
      printer.documentation(["A decision of this step."])
      printer.block("\(access)protocol \(protocolName)") {
        printer.documentation(summary)
        printer.lines(shapes.map { $0.isEmpty ? "///" : "/// " + $0 })
        printer.signature(signature)
      }
    }
  }

  private static func joined(_ path: String) -> String {
    path.split(separator: ".").joined()
  }

  private static func shapes(of conversion: StepConversion) -> [String] {
    [conversion.pair.old, conversion.pair.new].flatMap { type in
      ["", "\(type.place.versionText.capitalizedFirst):", "", "```"]
        + SchemaText.lines(of: type.type, named: type.name) + ["```"]
    }
  }
}

extension String {
  /// The text with a capital at its start.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

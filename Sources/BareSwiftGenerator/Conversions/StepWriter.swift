import BareSchema

/// Writes the conversions between two neighbouring versions.
struct StepWriter {
  let plan: StepPlan
  let family: String
  let options: GeneratorOptions
  let printer: CodePrinter

  private let conversions: [StepConversion]

  init(_ plan: StepPlan, family: String, options: GeneratorOptions, printer: CodePrinter) {
    self.plan = plan
    self.family = family
    self.options = options
    self.printer = printer
    conversions = ConversionDirection.allCases.flatMap { direction in
      plan.pairs.map { StepConversion($0, direction, in: plan) }
    }
  }

  /// The name of the step inside the family, such as `V1ToV2`.
  static func name(from old: NamespacedSchema, to new: NamespacedSchema) -> String {
    "\(old.lastName)To\(new.lastName)"
  }

  /// Writes the step: what it asks for, what it does by itself, and that it does both.
  func write() {
    let decisions = self.decisions
    writeNumbers()
    if conversions.isEmpty { return }
    writeRequirements(decisions)
    for decision in decisions { decision.write(to: printer, access: access) }
    writeDefaults()
    printer.line()
    printer.line("extension \(step): \(step).Conversions {}")
  }

  private var access: String { options.access.prefix }
  private var step: String { "\(family).\(Self.name(from: plan.old, to: plan.new))" }

  private var decisions: [StepDecision] {
    conversions.flatMap { conversion in
      conversion.isDecision
        ? [StepDecision(writing: conversion, step: step)]
        : conversion.lostFields.map { StepDecision(losing: $0, in: conversion, step: step) }
    }
  }

  private func writeNumbers() {
    printer.line()
    printer.block("extension \(step): VersionStep") {
      for (name, place) in [("Old", plan.old), ("New", plan.new)] where family != name {
        printer.documentation(["The \(name == "Old" ? "older" : "newer") of the two versions."])
        printer.line("\(access)typealias \(name) = \(place.namespace)")
        printer.line()
      }
      for (name, place) in [("oldVersion", plan.old), ("newVersion", plan.new)] {
        printer.line("\(access)static var \(name): UInt16 { \(place.versionNumber) }")
      }
    }
  }

  private func writeRequirements(_ decisions: [StepDecision]) {
    let inherited = ["VersionStep"] + decisions.map { "\(step).\($0.protocolName)" }
    printer.line()
    printer.block("extension \(step)") {
      printer.documentation([
        "All that is converted in this step. What has no implementation here is a decision; what "
          + "has one may be implemented anew in an extension of the step."
      ])
      printer.inheritance("\(access)protocol Conversions", inherited) {
        for conversion in conversions where !conversion.isDecision {
          printer.line()
          printer.documentation([summary(of: conversion)])
          printer.signature(signature(of: conversion, access: ""))
        }
      }
    }
  }

  private func summary(of conversion: StepConversion) -> String {
    "`\(conversion.source.path)` from \(conversion.source.place.versionText) to "
      + "\(conversion.target.place.versionText)."
  }

  private func signature(of conversion: StepConversion, access: String) -> FunctionSignature {
    FunctionSignature(
      head: "\(access)static func \(conversion.functionName)",
      parameter: "_ value: \(conversion.source.spelling)", error: "IncompatibleVersion",
      result: conversion.target.spelling)
  }

  private func writeDefaults() {
    let bodies = ConversionBodyWriter(options: options, printer: printer)
    printer.line()
    printer.block("extension \(step).Conversions") {
      for conversion in conversions where !conversion.isDecision {
        printer.line()
        printer.documentation([summary(of: conversion)])
        printer.signature(signature(of: conversion, access: access), suffix: " {")
        bodies.write(conversion)
        printer.line("}")
      }
    }
  }
}

extension NamespacedSchema {
  /// `V2` of `Envoy.V2`.
  var lastName: String { namespace.split(separator: ".").last.map(String.init) ?? namespace }

  /// `2` of `Envoy.V2`.
  var versionNumber: String { String(lastName.dropFirst()) }

  /// `version 2` of `Envoy.V2`.
  var versionText: String { "version \(versionNumber)" }
}

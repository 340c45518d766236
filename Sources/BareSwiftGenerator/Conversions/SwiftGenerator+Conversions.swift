extension SwiftGenerator {
  /// Writes the namespaces that conversions stand in, inside that of the family.
  func writeConversionNamespaces(_ chain: [NamespacedSchema], to printer: CodePrinter) {
    if chain.isEmpty { return }
    let access = options.access.prefix
    for (old, new) in zip(chain, chain.dropFirst()) {
      printer.line()
      printer.documentation([
        "From \(old.versionText) to \(new.versionText) and back: types that both have alike are "
          + "the same, the others have `upgrade` and `downgrade`."
      ])
      printer.line("\(access)enum \(StepWriter.name(from: old, to: new)) {}")
    }
    printer.line()
    printer.documentation(["Messages whose version is known at run time."])
    printer.line("\(access)enum Versioned {}")
  }

  /// Writes the steps between neighbours of the chain, and the messages of any version.
  func writeConversions(_ chain: [NamespacedSchema], family: String, to printer: CodePrinter) {
    if chain.isEmpty { return }
    for (old, new) in zip(chain, chain.dropFirst()) {
      printer.line()
      printer.line("// MARK: - \(family).\(StepWriter.name(from: old, to: new))")
      let plan = StepPlan(from: old, to: new)
      StepWriter(plan, family: family, options: options, printer: printer).write()
    }
    printer.line()
    printer.line("// MARK: - \(family).Versioned")
    VersionedWriter(family: family, places: chain, options: options, printer: printer).write()
  }
}

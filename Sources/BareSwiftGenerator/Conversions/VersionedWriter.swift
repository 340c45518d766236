import BareSchema

/// Writes what a program needs that learns the version of its peer at run time: the versions by
/// number, and each root type in whatever version.
struct VersionedWriter {
  let family: String
  let places: [NamespacedSchema]
  let options: GeneratorOptions
  let printer: CodePrinter

  let scope: Scope
  let roots: [FamilyRoot]

  /// The outermost scope of each version.
  private let scopeByNamespace: [String: Scope]

  init(
    family: String, places: [NamespacedSchema], options: GeneratorOptions, printer: CodePrinter
  ) {
    self.family = family
    self.places = places
    self.options = options
    self.printer = printer
    roots = FamilyRoot.all(in: places)
    scope = Scope(namespace: "\(family).Versioned", declared: roots.map(\.name))
    scopeByNamespace = Dictionary(
      places.map { ($0.namespace, Scope($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Writes the numbers, then a type a root, then, where asked for, their JSON.
  func write() {
    writeVersions()
    for root in roots {
      printer.line()
      printer.block("extension \(family).Versioned") {
        printer.documentation(["A `\(root.name)` of some version."])
        printer.block(
          "\(access)enum \(SwiftWords.escaped(root.name)): \(scope.runtime("VersionedMessage"))"
        ) { write(root) }
      }
    }
    if options.emission == .json { writeJSON() }
  }

  var access: String { options.access.prefix }
  var version: String { "\(family).Version" }

  private func writeVersions() {
    printer.line()
    printer.block("extension \(family)") {
      printer.documentation(["The versions; the raw value is the number that peers name."])
      printer.block("\(access)enum Version: UInt16, FamilyVersion") {
        for place in places {
          printer.partDocumentation(options.comment("\(place.versionText.capitalizedFirst)."))
          printer.line("case \(place.caseName) = \(place.versionNumber)")
        }
        printer.line()
        printer.documentation(["The newest version."])
        let latest = places.last?.caseName ?? ""
        printer.line("\(access)static let latest = \(version).\(latest)")
      }
    }
  }

  private func write(_ root: FamilyRoot) {
    for place in root.places {
      printer.partDocumentation(options.comment("One of \(place.versionText)."))
      printer.line("case \(place.caseName)(\(spelling(root, in: place)))")
    }
    printer.line()
    let string = scope.standard("String")
    printer.line("\(access)static var messageName: \(string) { \"\(root.name)\" }")
    printer.line()
    writeSwitch("\(access)var version: \(version)", over: root) { place in
      ("case .\(place.caseName):", [".\(place.caseName)"])
    }
    writeDecoding(root)
    writeEncoding(root)
    for direction in ConversionDirection.allCases { write(direction, of: root) }
  }

  func spelling(_ root: FamilyRoot, in place: NamespacedSchema) -> String {
    "\(place.namespace).\(SwiftWords.escaped(root.name))"
  }

  func writeSwitch(
    _ head: String, over root: FamilyRoot,
    _ branch: (NamespacedSchema) -> (head: String, body: [String])
  ) {
    printer.block(head) {
      printer.line("switch self {")
      for place in root.places {
        let (head, body) = branch(place)
        printer.switchCase(head, body)
      }
      printer.line("}")
    }
  }

  private func writeDecoding(_ root: FamilyRoot) {
    let error = scope.runtime("BareError")
    printer.line()
    printer.list(
      "\(access)init",
      ["version: \(version)", "decoding reader: inout \(scope.runtime("BareReader"))"],
      suffix: " throws(\(error)) {")
    printer.deeper {
      printer.line("switch version {")
      for place in places {
        guard root.places.contains(where: { $0.namespace == place.namespace }) else {
          let reason = "version \(place.versionNumber) has no `\(root.name)`"
          printer.switchCase(
            "case .\(place.caseName):", ["throw \(error)(.version(\"\(reason)\"))"])
          continue
        }
        printer.switchCase(
          "case .\(place.caseName):",
          ["self = .\(place.caseName)(\(decoding(root, in: place)))"])
      }
      printer.line("}")
    }
    printer.line("}")
  }

  private func decoding(_ root: FamilyRoot, in place: NamespacedSchema) -> String {
    isCodedByFunctions(root, in: place)
      ? "try \(place.namespace).decode\(root.name)(from: &reader)"
      : "try \(spelling(root, in: place))(decoding: &reader)"
  }

  private func isCodedByFunctions(_ root: FamilyRoot, in place: NamespacedSchema) -> Bool {
    guard let definition = place.input.schema[root.name] else { return false }
    return TypeWriter(place: place, options: options, printer: printer)
      .isCodedByFunctions(definition, scope: scopeByNamespace[place.namespace] ?? Scope(place))
  }

  private func writeEncoding(_ root: FamilyRoot) {
    printer.line()
    writeSwitch("\(access)var encodedByteCount: \(scope.standard("Int"))", over: root) { place in
      let count =
        isCodedByFunctions(root, in: place)
        ? "\(place.namespace).encodedByteCount(of\(root.name): value)" : "value.encodedByteCount"
      return ("case .\(place.caseName)(let value):", [count])
    }
    let writer = scope.runtime("BareWriter")
    printer.line()
    writeSwitch(
      "\(access)func encode(into writer: inout \(writer)) throws(\(scope.runtime("BareError")))",
      over: root
    ) { place in
      let encode =
        isCodedByFunctions(root, in: place)
        ? "try \(place.namespace).encode\(root.name)(value, into: &writer)"
        : "try value.encode(into: &writer)"
      return ("case .\(place.caseName)(let value):", [encode])
    }
  }
}

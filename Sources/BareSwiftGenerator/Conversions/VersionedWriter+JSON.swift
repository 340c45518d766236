extension VersionedWriter {
  /// Writes the JSON of each root in its version, and a table of them by name.
  func writeJSON() {
    for root in roots { writeJSON(of: root) }
    let codec = scope.jsonLibrary("VersionedJSONCodec")
    printer.line()
    printer.block("extension \(family).Versioned") {
      printer.documentation(["Every root type by its name: between versions and JSON."])
      let string = scope.standard("String")
      printer.indented("\(access)static let jsonCodecs: [\(string): \(codec)] = [", "]") {
        let comma = roots.count == 1 ? "" : ","
        for root in roots {
          let message = SwiftWords.escaped(root.name)
          printer.line("\"\(root.name)\":", continued: "\(codec)(\(message).self)\(comma)")
        }
      }
    }
  }

  private func writeJSON(of root: FamilyRoot) {
    let json = scope.jsonLibrary("JSONValue")
    let error = scope.jsonLibrary("JSONMappingError")
    let name = "\(family).Versioned.\(SwiftWords.escaped(root.name))"
    printer.line()
    printer.block("extension \(name): \(scope.jsonLibrary("VersionedJSONMessage"))") {
      printer.block("\(access)init(version: \(version), json: \(json)) throws(\(error))") {
        printer.line("switch version {")
        for place in places {
          guard root.places.contains(where: { $0.namespace == place.namespace }) else {
            let expected = "a version that has `\(root.name)`"
            printer.switchCase(
              "case .\(place.caseName):",
              ["throw \(error)(expected: \"\(expected)\", met: \"\(place.versionText)\")"])
            continue
          }
          printer.switchCase(
            "case .\(place.caseName):",
            ["self = .\(place.caseName)(try \(spelling(root, in: place))(json: json))"])
        }
        printer.line("}")
      }
      printer.line()
      writeSwitch("\(access)var json: \(json)", over: root) { place in
        ("case .\(place.caseName)(let value):", ["value.json"])
      }
    }
  }
}

extension NamespacedSchema {
  /// `v2` of `Envoy.V2`.
  var caseName: String { lastName.lowercased() }
}

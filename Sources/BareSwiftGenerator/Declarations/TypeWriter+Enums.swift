import BareSchema

extension TypeWriter {
  func writeEnum(_ name: String, _ values: [EnumValue], path: String, scope: Scope) {
    let raw = scope.standard("UInt64")
    let enumeration = scope.runtime("BareEnum")
    printer.block("\(access)enum \(SwiftWords.escaped(name)): \(raw), \(enumeration)") {
      for value in values {
        printer.partDocumentation(
          options.comment(value.comment, or: "`\(value.name)`, on the wire \(value.number)."))
        let swiftName = SwiftWords.escaped(caseName(of: value, in: path))
        printer.line("case \(swiftName) = \(SwiftWords.literal(value.number))")
      }
      if schema.minimumByteCount(of: .enumeration(values)) > 1 {
        writeMinimumByteCount(of: .enumeration(values), scope: scope)
      }
    }
  }

  /// `STOP_INTENT` is `stopIntent`.
  func caseName(of value: EnumValue, in path: String) -> String {
    name(of: value.name, in: path, default: Words.lowerCamel(Words.split(value.name)))
  }
}

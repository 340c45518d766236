import BareJSON
import BareRuntime

/// Checks one vector of kind `convert`: its values by the codec that walks schemas, the conversion
/// by generated code.
struct ConversionCheck {
  private let vector: Vector
  private let conversion: VectorConversion

  init(_ vector: Vector, _ conversion: VectorConversion) {
    self.vector = vector
    self.conversion = conversion
  }

  /// What is wrong with the vector.
  func findings() -> [String] {
    formFindings() + conversionFindings()
  }

  private func formFindings() -> [String] {
    guard let value = vector.value else { return ["\(vector.id): expected a value"] }
    var findings: [String] = []
    switch conversion.outcome {
    case .converted(let converted):
      findings += valueFindings(value, conversion.source)
      findings += valueFindings(converted, conversion.target)
      if vector.result != .valid { findings.append("\(vector.id): a conversion is valid") }
    case .unsupported:
      findings += valueFindings(value, conversion.source)
      if vector.result != .invalid { findings.append("\(vector.id): a refusal is invalid") }
    case .noVersion:
      let ends = [conversion.source, conversion.target]
      if ends.allSatisfy({ BuiltInSchema.all[$0] != nil }) || vector.error != .version {
        findings.append("\(vector.id): expected `converted`, `unsupported`, or no such version")
      }
    }
    return findings
  }

  /// A value has to be as its schema writes it, so that vectors can be compared as they stand.
  private func valueFindings(_ value: JSONValue, _ schema: String) -> [String] {
    guard let codec = BuiltInSchema.all[schema]?.reference(vector.type) else {
      return ["\(vector.id): `\(schema)` has no type `\(vector.type)`"]
    }
    do throws(JSONMappingError) {
      return codec.json(of: try codec.value(of: value)) == value
        ? [] : ["\(vector.id): the value is not in the form of `\(schema)`"]
    } catch {
      return ["\(vector.id): the value is none of `\(schema)`: \(error)"]
    }
  }

  private func conversionFindings() -> [String] {
    let met = Converter.convert(
      vector.value ?? .null, type: vector.type, from: conversion.source, to: conversion.target)
    switch (met, conversion.outcome) {
    case (.converted(let met), .converted(let expected)) where met == expected: return []
    case (.unsupported(let met), .unsupported(let expected)) where met == expected: return []
    case (.noVersion, .noVersion): return []
    default: return ["\(vector.id): generated code gives \(met)"]
    }
  }
}

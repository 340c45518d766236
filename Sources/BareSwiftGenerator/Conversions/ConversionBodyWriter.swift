import BareSchema

/// Writes what a conversion does, a level inside its function.
struct ConversionBodyWriter {
  let options: GeneratorOptions
  let printer: CodePrinter

  /// Writes the statements of a conversion that is not a decision.
  func write(_ conversion: StepConversion) {
    printer.deeper {
      switch conversion.body {
      case .decision: break
      case .alias(let mapping):
        printer.lines(
          Lines.wrap("return ", mapping.expression("value", conversion.direction)))
      case .fields(let fields, let lost):
        for field in lost { writeLoss(of: field, conversion) }
        writeFields(fields, conversion)
      case .values(let values): writeValues(values, conversion)
      case .members(let members): writeMembers(members, conversion)
      }
    }
  }

  private func writeLoss(of field: String, _ conversion: StepConversion) {
    let property = SwiftWords.escaped(name(ofField: field, in: conversion.source))
    let function = StepDecision.lossFunction(field)
    printer.block("if value.\(property) != nil, \(function)(in: value) == .refuse") {
      writeRefusal(of: conversion.source.name, feature: field, conversion)
    }
  }

  private func writeRefusal(
    of message: String, feature: String? = nil, _ conversion: StepConversion
  ) {
    let arguments = [
      "\(conversion.direction.gerund): \"\(message)\"", feature.map { "feature: \"\($0)\"" },
      "of: \"\(conversion.source.name)\"",
    ]
    printer.call("throw refusal", arguments.compactMap { $0.map { [$0] } })
  }

  private func writeFields(
    _ fields: [(name: String, mapping: ValueMapping)], _ conversion: StepConversion
  ) {
    printer.call(
      "return \(conversion.target.spelling)",
      fields.map { field in
        let label = name(ofField: field.name, in: conversion.target)
        let property = SwiftWords.escaped(name(ofField: field.name, in: conversion.source))
        return Lines.wrap(
          "\(label == "inout" ? "`inout`" : label): ",
          field.mapping.expression("value.\(property)", conversion.direction))
      })
  }

  private func name(ofField field: String, in type: StepType) -> String {
    options.names["\(type.path).\(field)"] ?? field
  }

  private func writeValues(
    _ values: [(name: String, target: String?)], _ conversion: StepConversion
  ) {
    printer.line("switch value {")
    for value in values {
      let source = caseName(ofValue: value.name, in: conversion.source)
      if let target = value.target {
        printer.line("case .\(source): return .\(caseName(ofValue: target, in: conversion.target))")
      } else {
        printer.line("case .\(source):")
        printer.deeper {
          writeRefusal(of: conversion.source.name, feature: value.name, conversion)
        }
      }
    }
    printer.line("}")
  }

  private func caseName(ofValue value: String, in type: StepType) -> String {
    let rule = Words.lowerCamel(Words.split(value))
    return SwiftWords.escaped(options.names["\(type.path).\(value)"] ?? rule)
  }

  private func writeMembers(
    _ members: [(member: UnionMember, target: StepConversion.UnionTarget?)],
    _ conversion: StepConversion
  ) {
    printer.line("switch value {")
    for member in members {
      let source = UnionCase(member.member, in: conversion.source, options: options)
      guard let target = member.target else {
        printer.line("case .\(source.name):")
        printer.deeper {
          writeRefusal(of: member.member.type.compactText, conversion)
        }
        continue
      }
      let other = UnionCase(target.member, in: conversion.target, options: options)
      printer.switchCase(
        "case .\(source.pattern(reading: other.hasPayload || !target.mapping.isSame)):",
        payload(target.mapping, from: source, to: other, conversion))
    }
    printer.line("}")
  }

  private func payload(
    _ mapping: ValueMapping, from source: UnionCase, to target: UnionCase,
    _ conversion: StepConversion
  ) -> [String] {
    if mapping.isSame {
      return ["return .\(target.name)" + (target.hasPayload ? "(value)" : "")]
    }
    let value = source.hasPayload ? "value" : "BareVoid()"
    let converted = mapping.expression(value, conversion.direction)
    return target.hasPayload
      ? Lines.wrap("return .\(target.name)(", converted, ")")
      : Lines.wrap("_ = ", converted) + ["return .\(target.name)"]
  }
}

/// The case of a union's member in Swift.
private struct UnionCase {
  let name: String
  let hasPayload: Bool

  init(_ member: UnionMember, in type: StepType, options: GeneratorOptions) {
    let given = options.names["\(type.path).\(member.type.compactText)"]
    name = SwiftWords.escaped(given ?? member.label(in: type.name))
    hasPayload = !type.place.input.schema.isVoid(member.type)
  }

  /// The case as a pattern that binds what is read of it.
  func pattern(reading isRead: Bool) -> String {
    hasPayload && isRead ? "\(name)(let value)" : name
  }
}

import BareSchema

extension TypeWriter {
  /// A member with its case.
  struct SwiftMember {
    let tag: UInt64
    let label: String
    let name: String
    let comment: [String]

    /// What the case carries; nil for void.
    let type: LoweredType?
  }

  func writeUnion(_ name: String, _ members: [UnionMember], path: String, scope: Scope) {
    let nested = members.flatMap { $0.type.inPlaceTypes(named: Self.inPlaceName($0)) }
    let scope = scope.inside(nesting: nested.map(\.name))
    let swiftMembers = members.map { swiftMember($0, union: name, path: path, scope: scope) }
    let conformances = Self.conformances(in: scope)
    printer.block("\(access)enum \(SwiftWords.escaped(name)): \(conformances)") {
      for member in swiftMembers {
        printer.partDocumentation(member.comment)
        let payload = member.type.map { "(\($0.spelling))" } ?? ""
        printer.line("case \(SwiftWords.escaped(member.name))\(payload)")
      }
      writeDecoding(swiftMembers, scope: scope)
      writeByteCount(swiftMembers, scope: scope)
      writeEncoding(swiftMembers, scope: scope)
      writeMinimumByteCount(of: .union(members), scope: scope)
      writeInPlaceTypes(nested, path: path, scope: scope)
    }
  }

  func swiftMember(
    _ member: UnionMember, union: String, path: String, scope: Scope
  ) -> SwiftMember {
    let lowering = TypeLowering(schema: schema, scope: scope)
    let label = member.label(in: union)
    return SwiftMember(
      tag: member.tag, label: label,
      name: name(of: member.type.compactText, in: path, default: label),
      comment: options.comment(
        member.comment, or: "`\(member.type.compactText)`, on the wire behind tag \(member.tag)."),
      type: schema.isVoid(member.type)
        ? nil : lowering.lower(member.type, inPlaceName: Self.inPlaceName(member)))
  }

  /// The name of a member's in-place type: what it is, and its tag.
  static func inPlaceName(_ member: UnionMember) -> String {
    switch member.type {
    case .structure: "Struct\(member.tag)"
    case .enumeration: "Enum\(member.tag)"
    case .union: "Union\(member.tag)"
    default: "Member\(member.tag)"
    }
  }

  private func writeDecoding(_ members: [SwiftMember], scope: Scope) {
    let error = scope.runtime("BareError")
    let reader = scope.runtime("BareReader")
    printer.line()
    printer.block("\(access)init(decoding reader: inout \(reader)) throws(\(error))") {
      printer.line("switch try reader.decodeUint() {")
      for member in members {
        let name = SwiftWords.escaped(member.name)
        let tag = SwiftWords.literal(member.tag)
        guard let type = member.type else {
          printer.line("case \(tag): self = .\(name)")
          continue
        }
        let decode = Self.decode(type, name: member.label, error: error)
        let lines =
          decode.count == 1
          ? ["self = .\(name)(\(decode[0]))"]
          : ["self = .\(name)("] + Lines.wrap("", decode.map { "  " + $0 }, ")")
        printer.switchCase("case \(tag):", lines)
      }
      printer.line("case let tag: throw reader.unknownTag(tag)")
      printer.line("}")
    }
  }

  private func writeByteCount(_ members: [SwiftMember], scope: Scope) {
    printer.line()
    printer.block("\(access)var encodedByteCount: \(scope.standard("Int"))") {
      printer.line("switch self {")
      for member in members {
        let tagByteCount = "\(Schema.varintByteCount(member.tag))"
        let name = SwiftWords.escaped(member.name)
        guard let type = member.type else {
          printer.line("case .\(name): \(tagByteCount)")
          continue
        }
        let count = type.functions.byteCount("value")
        let lines =
          count.count == 1
          ? ["\(tagByteCount) &+ \(count[0])"]
          : [tagByteCount] + Lines.wrap("  &+ ", count, indent: "  ")
        printer.switchCase("case .\(name)(let value):", lines)
      }
      printer.line("}")
    }
  }

  private func writeEncoding(_ members: [SwiftMember], scope: Scope) {
    let error = scope.runtime("BareError")
    let bareWriter = scope.runtime("BareWriter")
    printer.line()
    printer.block("\(access)func encode(into writer: inout \(bareWriter)) throws(\(error))") {
      printer.line("switch self {")
      for member in members {
        let name = SwiftWords.escaped(member.name)
        guard let type = member.type else {
          printer.line("case .\(name): writer.encodeUint(\(SwiftWords.literal(member.tag)))")
          continue
        }
        printer.line("case .\(name)(let value):")
        printer.line("  writer.encodeUint(\(SwiftWords.literal(member.tag)))")
        printer.lines(
          Self.encode(type, name: member.label, value: "value", error: error).map { "  " + $0 })
      }
      printer.line("}")
    }
  }
}

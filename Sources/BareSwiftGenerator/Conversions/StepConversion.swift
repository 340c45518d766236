import BareSchema

/// The conversion of one pair of types in one direction.
struct StepConversion {
  let pair: StepPair
  let direction: ConversionDirection
  let body: Body

  /// How the conversion is done.
  enum Body {
    /// No answer is more sensible than others, so a person has to give one.
    case decision

    /// By the part that an alias stands for.
    case alias(ValueMapping)

    /// Field by field; fields that the source lacks are left out, being optional.
    case fields([(name: String, mapping: ValueMapping)], lost: [String])

    /// Case by case; nil for what the target lacks.
    case values([(name: String, target: String?)])
    case members([(member: UnionMember, target: UnionTarget?)])
  }

  /// What becomes of a union's member.
  struct UnionTarget {
    let member: UnionMember
    let mapping: ValueMapping
  }

  var source: StepType { pair.source(direction) }
  var target: StepType { pair.target(direction) }

  init(_ pair: StepPair, _ direction: ConversionDirection, in plan: StepPlan) {
    self.pair = pair
    self.direction = direction
    let matcher = Matcher(plan: plan, direction: direction)
    body = matcher.body(from: pair.source(direction), to: pair.target(direction))
  }

  /// The function's name, without arguments.
  var functionName: String { direction.rawValue + pair.suffix }

  /// Whether a person has to write the function.
  var isDecision: Bool {
    if case .decision = body { return true }
    return false
  }

  /// The optional fields that the target lacks: a person says what becomes of them.
  var lostFields: [String] {
    if case .fields(_, let lost) = body { return lost }
    return []
  }
}

/// Finds what of a source belongs to what of a target.
private struct Matcher {
  let plan: StepPlan
  let direction: ConversionDirection

  func body(from source: StepType, to target: StepType) -> StepConversion.Body {
    if let sourceFields = source.fields, let targetFields = target.fields {
      return fields(sourceFields, targetFields, from: source, to: target) ?? .decision
    }
    switch (source.type, target.type) {
    case (.enumeration(let sourceValues), .enumeration(let targetValues)):
      return values(sourceValues, targetValues)
    case (.union(let sourceMembers), .union(let targetMembers)):
      return members(sourceMembers, targetMembers) ?? .decision
    default:
      return mapping(source.type, target.type).map(StepConversion.Body.alias) ?? .decision
    }
  }

  private func mapping(_ source: SchemaType, _ target: SchemaType) -> ValueMapping? {
    direction == .upgrade ? plan.mapping(source, target) : plan.mapping(target, source)
  }

  private func fields(
    _ sourceFields: [Field], _ targetFields: [Field], from source: StepType, to target: StepType
  ) -> StepConversion.Body? {
    var mapped: [(String, ValueMapping)] = []
    for field in targetFields {
      if let match = sourceFields.first(where: { $0.name == field.name }) {
        guard let mapping = mapping(match.type, field.type) else { return nil }
        mapped.append((field.name, mapping))
      } else if !isOptional(field, in: target) {
        return nil
      }
    }
    let lost = sourceFields.filter { field in !targetFields.contains { $0.name == field.name } }
    guard lost.allSatisfy({ isOptional($0, in: source) }) else { return nil }
    return .fields(mapped, lost: lost.map(\.name))
  }

  private func isOptional(_ field: Field, in type: StepType) -> Bool {
    if case .optional = type.place.input.schema.resolved(field.type) { return true }
    return false
  }

  private func values(_ source: [EnumValue], _ target: [EnumValue]) -> StepConversion.Body {
    .values(
      source.map { value in (value.name, target.first { $0.name == value.name }?.name) })
  }

  private func members(
    _ source: [UnionMember], _ target: [UnionMember]
  ) -> StepConversion.Body? {
    var members: [(UnionMember, StepConversion.UnionTarget?)] = []
    for member in source {
      let text = member.type.compactText
      guard let match = target.first(where: { $0.type.compactText == text }) else {
        members.append((member, nil))
        continue
      }
      guard let mapping = mapping(member.type, match.type) else { return nil }
      members.append((member, StepConversion.UnionTarget(member: match, mapping: mapping)))
    }
    return .members(members)
  }
}

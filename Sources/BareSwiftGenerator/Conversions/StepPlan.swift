import BareSchema

/// A pair of types of two neighbouring versions that are one type to people and two to Swift.
struct StepPair {
  let old: StepType
  let new: StepType

  /// What follows `upgrade` in the function's name: nothing where the argument tells it.
  var suffix: String { old.isNominal && new.isNominal ? "" : new.name }

  func source(_ direction: ConversionDirection) -> StepType { direction == .upgrade ? old : new }
  func target(_ direction: ConversionDirection) -> StepType { direction == .upgrade ? new : old }
}

/// What has to be converted between two neighbouring versions.
struct StepPlan {
  let old: NamespacedSchema
  let new: NamespacedSchema

  /// The pairs of types that differ, in the order of the newer schema, in-place types behind the
  /// one that holds them.
  private(set) var pairs: [StepPair] = []

  init(from old: NamespacedSchema, to new: NamespacedSchema) {
    self.old = old
    self.new = new
    for definition in new.input.schema.types {
      guard let earlier = old.input.schema[definition.name],
        old.owner(of: definition.name) != new.owner(of: definition.name)
      else { continue }
      add(StepPair(old: StepType(earlier, in: old), new: StepType(definition, in: new)))
    }
  }

  /// How a part of a value is converted; nil where only a person can say.
  func mapping(_ oldType: SchemaType, _ newType: SchemaType) -> ValueMapping? {
    switch (oldType, newType) {
    case (.named(let oldName), .named(let newName)) where oldName == newName:
      mapping(ofName: oldName)
    case (.named(let name), _) where !isNominal(name, in: old):
      plainType(ofAlias: name, in: old).flatMap { mapping($0, newType) }
    case (_, .named(let name)) where !isNominal(name, in: new):
      plainType(ofAlias: name, in: new).flatMap { mapping(oldType, $0) }
    case (.primitive(let left), .primitive(let right)): left == right ? .same : nil
    case (.data(let left), .data(let right)): left == right ? .same : nil
    case (.optional(let left), .optional(let right)):
      mapping(left, right)?.wrapped(ValueMapping.optional)
    case (.list(let left, let leftCount), .list(let right, let rightCount)):
      leftCount == rightCount ? mapping(left, right)?.wrapped(ValueMapping.list) : nil
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      mapping(ofMap: leftKey, left, rightKey, right)
    case (.structure, .structure), (.enumeration, .enumeration), (.union, .union):
      .call(suffix: "")
    default: nil
    }
  }

  private mutating func add(_ pair: StepPair) {
    pairs.append(pair)
    let newNested = pair.new.inPlaceTypes
    for nested in pair.old.inPlaceTypes {
      guard let match = newNested.first(where: { Self.areAlike(nested, $0) }) else { continue }
      let old = StepType(nested.type, in: pair.old)
      add(StepPair(old: old, new: StepType(match.type, in: pair.new)))
    }
  }

  /// In-place types belong together by the field or member that holds them, and by their kind.
  private static func areAlike(_ old: HeldInPlaceType, _ new: HeldInPlaceType) -> Bool {
    guard old.holder == new.holder else { return false }
    return switch (old.type.type, new.type.type) {
    case (.structure, .structure), (.enumeration, .enumeration), (.union, .union): true
    default: false
    }
  }

  private func mapping(ofName name: String) -> ValueMapping? {
    guard old.owner(of: name) != new.owner(of: name) else { return .same }
    let isNominal = isNominal(name, in: old) && isNominal(name, in: new)
    return .call(suffix: isNominal ? "" : name)
  }

  /// Converted keys might meet, so keys have to be the same.
  private func mapping(
    ofMap oldKey: SchemaType, _ oldValue: SchemaType, _ newKey: SchemaType, _ newValue: SchemaType
  ) -> ValueMapping? {
    guard case .same? = mapping(oldKey, newKey) else { return nil }
    return mapping(oldValue, newValue)?.wrapped(ValueMapping.map)
  }

  /// What an alias stands for; nil where that has in-place types, which belong to the alias alone.
  private func plainType(ofAlias name: String, in place: NamespacedSchema) -> SchemaType? {
    guard let type = place.input.schema[name]?.type, type.inPlaceTypes(named: name).isEmpty
    else { return nil }
    return type
  }

  private func isNominal(_ name: String, in place: NamespacedSchema) -> Bool {
    place.input.schema[name].map { StepType($0, in: place).isNominal } ?? false
  }
}

extension NamespacedSchema {
  /// The namespace that declares a type of the schema.
  func owner(of name: String) -> String { sharedFrom[name] ?? namespace }
}

/// An in-place type with what holds it: a field, a member, or the alias.
private struct HeldInPlaceType {
  let holder: String
  let type: InPlaceType
}

extension StepType {
  fileprivate var inPlaceTypes: [HeldInPlaceType] {
    switch type {
    case .structure(let fields):
      fields.flatMap { field in
        field.type.inPlaceTypes(named: TypeWriter.inPlaceName(field)).map {
          HeldInPlaceType(holder: "\(field.name) \($0.name)", type: $0)
        }
      }
    case .union(let members):
      members.flatMap { member in
        member.type.inPlaceTypes(named: TypeWriter.inPlaceName(member)).map {
          HeldInPlaceType(holder: member.type.compactText, type: $0)
        }
      }
    case .enumeration: []
    default:
      type.inPlaceTypes(named: TypeWriter.inPlaceName(ofAlias: path)).map {
        HeldInPlaceType(holder: $0.name, type: $0)
      }
    }
  }
}

/// Compares two schemas by what they do to messages: for each changed type, and each message that
/// holds one, what old readers make of new writers and the other way round.
public struct SchemaComparison {
  private let old: Schema
  private let new: Schema
  private var reading: SchemaReading

  /// An old schema and a new one.
  public init(old: Schema, new: Schema) {
    self.old = old
    self.new = new
    reading = SchemaReading(old: old, new: new)
  }

  /// All changes, in the order of the new schema, then what is gone; none where both are the same.
  public mutating func changes() -> [BreakingChange] {
    let roots = Set(new.roots.map(\.name)).union(old.roots.map(\.name))
    var changes: [BreakingChange] = []
    for definition in new.types {
      if let before = old[definition.name] {
        changes += self.changes(from: before, to: definition, isRoot: roots.contains(before.name))
      } else {
        changes.append(addition(of: definition))
      }
    }
    for definition in old.types where new[definition.name] == nil {
      if !isRenamed(definition) { changes.append(removal(of: definition)) }
    }
    return changes
  }

  private mutating func changes(
    from before: TypeDefinition, to after: TypeDefinition, isRoot: Bool
  ) -> [BreakingChange] {
    let isEdited = before.type.compactText != after.type.compactText
    guard isEdited || (isRoot && reading.isSame(after.name) == false) else { return [] }
    let consequences = Consequences(
      oldRead: reading.oldRead(byNew: after.name), newRead: reading.newRead(byOld: after.name))
    var changes: [BreakingChange] = []
    if isEdited {
      changes = SchemaEdit.edits(from: before, to: after).map {
        change($0, of: after.name, consequences)
      }
    }
    if isRoot, !isEdited || consequences.level > .source {
      changes.append(
        BreakingChange(
          level: consequences.level, code: .messageChanged, typeName: after.name,
          message: "message `\(after.name)` is not what it was: \(consequences.text)",
          oldSpan: before.span, newSpan: after.span))
    }
    return changes
  }

  /// A name alone is never more than a name; a number that one side lacks is refused there.
  private func change(
    _ edit: SchemaEdit, of typeName: String, _ consequences: Consequences
  ) -> BreakingChange {
    let effect: Consequences =
      switch edit.code {
      case .fieldRenamed, .valueRenamed: .none
      case .valueAdded, .memberAdded:
        Consequences(oldRead: WireReading(understands: true), newRead: .some)
      case .valueRemoved, .memberRemoved:
        Consequences(oldRead: .some, newRead: WireReading(understands: true))
      default: consequences
      }
    return BreakingChange(
      level: effect.level, code: edit.code, typeName: typeName,
      message: "in `\(typeName)`, \(edit.text): \(effect.text)", oldSpan: edit.oldSpan,
      newSpan: edit.newSpan)
  }

  private mutating func addition(of definition: TypeDefinition) -> BreakingChange {
    let namesakes = old.types.map(\.name).filter { new[$0] == nil }
    let before = namesakes.first { reading.hasSameShape($0, as: definition.name) }
    return BreakingChange(
      level: .source, code: before == nil ? .typeAdded : .typeRenamed, typeName: definition.name,
      message: before.map { "`\($0)` is `\(definition.name)` now: messages are the same" }
        ?? "`\(definition.name)` is new: no message of the old schema has it",
      oldSpan: before.flatMap { old[$0]?.span }, newSpan: definition.span)
  }

  private mutating func isRenamed(_ definition: TypeDefinition) -> Bool {
    let additions = new.types.map(\.name).filter { old[$0] == nil }
    return additions.contains { reading.hasSameShape(definition.name, as: $0) }
  }

  private func removal(of definition: TypeDefinition) -> BreakingChange {
    let isRoot = old.roots.contains { $0.name == definition.name }
    return BreakingChange(
      level: isRoot ? .wire : .source, code: .typeRemoved, typeName: definition.name,
      message: isRoot
        ? "message `\(definition.name)` is gone: nobody reads what old writers write"
        : "`\(definition.name)` is gone: what held it is told apart",
      oldSpan: definition.span, newSpan: nil)
  }
}

extension WireReading {
  /// Some messages are understood, some refused.
  fileprivate static let some = WireReading(fails: true, understands: true)
}

/// What a change does to messages, either way.
private struct Consequences {
  /// What new readers make of old messages, and old readers of new ones.
  let oldRead, newRead: WireReading

  static let none = Consequences(
    oldRead: WireReading(understands: true), newRead: WireReading(understands: true))

  var level: BreakingLevel {
    if oldRead.misreads || newRead.misreads { return .silent }
    return oldRead.fails || newRead.fails ? .wire : .source
  }

  var text: String {
    if level == .source { return "messages are the same" }
    return Self.text("old readers", "new", newRead) + ", "
      + Self.text("new readers", "old", oldRead)
  }

  private static func text(_ readers: String, _ age: String, _ reading: WireReading) -> String {
    let amount = reading.understands || reading.misreads ? "some" : "all"
    return switch (reading.misreads, reading.fails) {
    case (true, true): "\(readers) take \(age) messages for something else or refuse them"
    case (true, false): "\(readers) take \(age) messages for something else"
    case (false, true): "\(readers) refuse \(amount) \(age) messages"
    case (false, false): "\(readers) understand \(age) messages"
    }
  }
}

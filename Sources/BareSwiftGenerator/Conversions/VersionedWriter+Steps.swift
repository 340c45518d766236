import BareSchema

extension VersionedWriter {
  /// Writes `upgraded()` or `downgraded()`: one step, and no further.
  func write(_ direction: ConversionDirection, of root: FamilyRoot) {
    let name = direction == .upgrade ? "upgraded" : "downgraded"
    let error = scope.runtime("IncompatibleVersion")
    printer.line()
    writeSwitch("\(access)func \(name)() throws(\(error)) -> Self", over: root) { place in
      step(from: place, direction, of: root)
    }
  }

  private func step(
    from place: NamespacedSchema, _ direction: ConversionDirection, of root: FamilyRoot
  ) -> (head: String, body: [String]) {
    guard let target = neighbour(of: place, direction) else {
      return ("case .\(place.caseName):", ["self"])
    }
    let pair = direction == .upgrade ? (old: place, new: target) : (old: target, new: place)
    let step = "\(family).\(StepWriter.name(from: pair.old, to: pair.new))"
    guard target.input.schema[root.name] != nil else {
      let refusal = "\(step).refusal(\(direction.gerund): \"\(root.name)\", of: \"\(root.name)\")"
      return ("case .\(place.caseName):", ["throw \(refusal)"])
    }
    let head = "case .\(place.caseName)(let value):"
    guard place.owner(of: root.name) != target.owner(of: root.name),
      case .call(let suffix)? = StepPlan(from: pair.old, to: pair.new)
        .mapping(.named(root.name), .named(root.name))
    else { return (head, [".\(target.caseName)(value)"]) }
    return (
      head, [".\(target.caseName)(try \(step).\(direction.rawValue)\(suffix)(value))"]
    )
  }

  private func neighbour(
    of place: NamespacedSchema, _ direction: ConversionDirection
  ) -> NamespacedSchema? {
    guard let index = places.firstIndex(where: { $0.namespace == place.namespace }) else {
      return nil
    }
    let other = direction == .upgrade ? index + 1 : index - 1
    return places.indices.contains(other) ? places[other] : nil
  }
}

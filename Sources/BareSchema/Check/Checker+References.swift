// Names that stand for types: declared, before, and not in a circle.
extension Checker {
  /// `BARE-M7`, `BARE-M8`. A name that is reported counts as any type from then on.
  mutating func checkReference(_ name: NameSyntax) -> SchemaType? {
    guard let declared = names.first[name.text] else {
      if reportedNames.insert(name.text).inserted { reportNotDeclared(name) }
      return nil
    }
    if declared < current { return .named(name.text) }
    if let group = recursiveGroup(with: declared) {
      let isFirst = reportedCycles.insert(group).inserted
      if isFirst, let cycle = cycle(to: declared) { reportRecursion(name, cycle) }
    } else if reportedNames.insert(name.text).inserted {
      reportUsedBefore(name, declared)
    }
    return nil
  }

  private func reportUsedBefore(_ name: NameSyntax, _ declared: Int) {
    let definition = tree.definitions[declared]
    let user = tree.definitions[current]
    report(
      .typeUsedBeforeDeclared, "`\(name.text)` is used before its declaration", at: name.span,
      related: [RelatedPlace(definition.name.span, "declared here")],
      notes: ["a type is declared above all types that use it"],
      help: "move the declaration of `\(name.text)` above that of `\(user.name.text)`",
      fixes: reorder(definition, declared, above: user))
  }

  /// Moves a definition with the comment above it, if nothing keeps it where it is.
  private func reorder(
    _ definition: DefinitionSyntax, _ index: Int, above user: DefinitionSyntax
  ) -> [FixIt] {
    let isFree = names.usedByDefinition[index].allSatisfy { use in
      names.first[use.text].map { $0 < current } ?? false
    }
    guard isWorthRepairing, isFree else { return [] }
    let source = tree.source
    let old = wholeLines(of: definition)
    let target = wholeLines(of: user).start
    let title = "move `\(definition.name.text)` above `\(user.name.text)`"
    guard old.start > target, isAlone(definition, in: old), isAlone(user, in: wholeLines(of: user))
    else { return [] }
    let text = source.text(of: old)
    return [
      FixIt(
        SourceSpan(start: target, end: target),
        replacement: text.hasSuffix("\n") ? text + "\n" : text + "\n\n", title: title),
      FixIt(old, replacement: "", title: title),
    ]
  }

  /// From the comment above a definition to the end of its last line, line feed included.
  private func wholeLines(of definition: DefinitionSyntax) -> SourceSpan {
    let source = tree.source
    let tokens = tree.tokens
    var line = source.position(at: tokens[definition.tokens.lowerBound].span.start).line
    while line > 1, isCommentLine(line - 1) { line -= 1 }
    let end = tokens[definition.tokens.upperBound - 1].span.end
    let lastLine = source.position(at: end).line
    let next =
      lastLine < source.lineCount ? source.lineSpan(lastLine + 1).start : source.bytes.count
    return SourceSpan(start: source.lineSpan(line).start, end: next)
  }

  private func isCommentLine(_ line: Int) -> Bool {
    let span = tree.source.lineSpan(line)
    let first = tree.source.bytes[span.start..<span.end].first { $0 != 0x20 && $0 != 0x09 }
    return first == UInt8(ascii: "#")
  }

  /// Whether no other definition shares those lines.
  private func isAlone(_ definition: DefinitionSyntax, in lines: SourceSpan) -> Bool {
    let tokens = tree.tokens
    let first = tokens[definition.tokens.lowerBound].span.start
    let end = tokens[definition.tokens.upperBound - 1].span.end
    let line = tree.source.lineSpan(tree.source.position(at: first).line).start
    let before = tree.source.bytes[line..<first]
    let after = tree.source.bytes[end..<max(end, lines.end)].first { $0 > 0x20 }
    return before.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      && (after == nil || after == UInt8(ascii: "#"))
  }

  private func reportRecursion(_ name: NameSyntax, _ cycle: DefinitionGraph.Cycle) {
    let shown = cycle.definitions.prefix(8).map { tree.definitions[$0].name.text }
    let isCut = shown.count < cycle.definitions.count
    let chain = (shown + (isCut ? ["…"] : []) + [shown[0]]).map { "`\($0)`" }
    let related = cycle.uses.prefix(8).enumerated().dropFirst().map { index, span in
      RelatedPlace(span, "used by `\(shown[index])` here")
    }
    report(
      .typeRecursive, "`\(shown[0])` contains itself: \(chain.joined(separator: " -> "))",
      at: name.span, label: "leads back to `\(shown[0])`", related: related,
      notes: ["a type is declared before it is used, so none can contain itself"],
      help: recursionHelp(name.text))
  }

  private func recursionHelp(_ name: String) -> String {
    "keep all values in one list, `type \(name)List list<\(name)>`, and refer to one by its index: "
      + "`uint` in place of `\(name)`, `optional<uint>` where there may be none"
  }
}

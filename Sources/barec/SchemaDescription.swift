import BareJSON
import BareSchema

/// Descriptions of types, as text, JSON or Markdown.
struct SchemaDescription {
  let path: String
  let fingerprint: Fingerprint
  let types: [TypeDescription]

  /// A paragraph and a table for each type.
  var text: String {
    let sections = types.map { type in
      let comment = type.comment.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
      return "\n\(heading(of: type))\n\(comment)\(table(of: type))"
    }
    return "schema \(path), wire shape \(fingerprint)\n" + sections.joined()
  }

  /// One object.
  var json: JSONValue {
    [
      "schema": .string(path), "fingerprint": .string(fingerprint.description),
      "types": .array(types.map(json)),
    ]
  }

  /// A section for each type.
  var markdown: String {
    let sections = types.map { type in
      let comment = type.comment.isEmpty ? "" : type.comment.joined(separator: "\n") + "\n\n"
      return "\n## \(type.name)\n\n\(comment)\(facts(of: type)).\n"
        + markdownTable(rows(of: type))
    }
    return "# \(path)\n\nWire shape `\(fingerprint)`.\n" + sections.joined()
  }

  private func heading(of type: TypeDescription) -> String {
    "\(type.name): \(facts(of: type))"
  }

  private func facts(of type: TypeDescription) -> String {
    let size = "\(type.size) " + (type.size.maximum == 1 ? "byte" : "bytes")
    var facts = [type.kind, size, type.layout, "wire shape \(type.fingerprint)"]
    if type.isRoot { facts.insert("message", at: 1) }
    if let version = type.sinceVersion {
      let shape = type.shapeSinceVersion.map { $0 == version ? "" : " (this shape since v\($0))" }
      facts.append("since v\(version)" + (shape ?? ""))
    }
    return facts.joined(separator: ", ")
  }

  /// A row of headings, then one for each part.
  private func rows(of type: TypeDescription) -> [[String]] {
    guard let first = type.parts.first else { return [] }
    let isStructure = first.number == nil
    let headings =
      isStructure
      ? ["offset", "bytes", "field", "type", "layout"]
      : first.type == nil
        ? ["number", "bytes", "value"] : ["tag", "bytes", "member", "layout"]
    return [headings]
      + type.parts.map { part in
        let place = isStructure ? part.offset.map(String.init) ?? "-" : "\(part.number ?? 0)"
        let type = isStructure ? [part.type ?? ""] : []
        return [place, part.size.description, part.name] + type + [part.layout].compactMap { $0 }
      }
  }

  private func table(of type: TypeDescription) -> String {
    TextTable.text(rows(of: type).map { [""] + $0 }, right: [])
  }

  private func markdownTable(_ rows: [[String]]) -> String {
    guard let headings = rows.first else { return "" }
    let rule = headings.map { _ in "---" }
    return "\n"
      + ([headings, rule] + rows.dropFirst()).map { row in
        "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
      }.joined()
  }

  private func json(_ type: TypeDescription) -> JSONValue {
    [
      "name": .string(type.name), "kind": .string(type.kind), "layout": .string(type.layout),
      "comment": .string(type.comment.joined(separator: "\n")), "isRoot": .bool(type.isRoot),
      "minimumByteCount": number(type.size.minimum), "maximumByteCount": number(type.size.maximum),
      "fingerprint": .string(type.fingerprint.description),
      "sinceVersion": number(type.sinceVersion),
      "shapeSinceVersion": number(type.shapeSinceVersion), "parts": .array(type.parts.map(json)),
    ]
  }

  private func json(_ part: TypeDescription.Part) -> JSONValue {
    [
      "name": .string(part.name), "number": number(part.number), "offset": number(part.offset),
      "minimumByteCount": number(part.size.minimum), "maximumByteCount": number(part.size.maximum),
      "type": part.type.map(JSONValue.string) ?? .null,
      "layout": part.layout.map(JSONValue.string) ?? .null,
      "comment": .string(part.comment.joined(separator: "\n")),
    ]
  }

  private func number(_ value: (some BinaryInteger)?) -> JSONValue {
    value.map { .number(JSONNumber($0)) } ?? .null
  }
}

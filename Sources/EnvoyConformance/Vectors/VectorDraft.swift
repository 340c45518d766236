import BareJSON
import BareRuntime

/// A vector that is to be added to a file.
public struct VectorDraft: Sendable {
  /// The id, which nobody has used before.
  public let id: String

  private let comment: String
  private let rules: [String]
  private let errorClass: String?

  /// A draft; with an error class, of bytes that have to be refused, else of a value.
  public init(id: String, comment: String, rules: [String], errorClass: String?) {
    self.id = id
    self.comment = comment
    self.rules = rules
    self.errorClass = errorClass
  }

  /// The file with the vector at the end of its last group.
  ///
  /// - Parameters:
  ///   - file: where it goes, which says schema and type.
  ///   - input: the JSON of the value, or the hex of the refused bytes.
  ///   - book: the rules that a vector may name.
  /// - Throws: where the input is neither, the codecs do not agree on it, or the linter would
  ///   object.
  public func adding(
    to file: VectorFile, input: [UInt8], rules book: RuleBook
  ) throws -> VectorFile {
    let vector = try vector(schema: file.schema, type: file.type, input: input)
    let json = try Self.appending(vector, to: file.json)
    let extended = try VectorFile(path: file.path, text: json.compactBytes())
    guard let added = extended.vectors.first(where: { $0.id == id }), let check = VectorCheck(added)
    else { throw DraftError(description: "`\(file.schema)` has no type `\(file.type)`") }
    let findings = VectorLinter.formFindings(added, rules: book) + check.findings()
    if let finding = findings.first { throw DraftError(description: finding) }
    return extended
  }

  private func vector(schema: String, type: String, input: [UInt8]) throws -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("id", .string(id)), ("since", "1.0"), ("kind", errorClass == nil ? "roundtrip" : "decode"),
      ("result", errorClass == nil ? "valid" : "invalid"), ("rules", rules.json),
    ]
    if let errorClass {
      let text = String(decoding: input, as: UTF8.self).filter { !$0.isWhitespace }
      return .object(
        JSONObject(
          head + [
            ("error", .string(errorClass)), ("comment", .string(comment)), ("bytes", .string(text)),
          ]))
    }
    guard let codec = BuiltInSchema.all[schema]?.generated[type] else {
      throw DraftError(description: "`\(schema)` has no type `\(type)`")
    }
    let value = try JSONValue(parsing: input)
    let bytes = try Bytes(try codec.bytes(encoding: value))
    return .object(
      JSONObject(
        head + [
          ("comment", .string(comment)), ("value", try codec.json(decoding: bytes)),
          ("bytes", .string(bytes.hex)),
        ]))
  }

  private static func appending(_ vector: JSONValue, to file: JSONValue) throws -> JSONValue {
    guard case .array(var groups)? = file["groups"], let last = groups.last,
      case .array(let vectors)? = last["vectors"]
    else { throw DraftError(description: "the file has no group to add to") }
    groups[groups.count - 1] = replacing("vectors", in: last, by: .array(vectors + [vector]))
    return replacing("groups", in: file, by: .array(groups))
  }

  private static func replacing(
    _ key: String, in json: JSONValue, by value: JSONValue
  ) -> JSONValue {
    .object(
      JSONObject((json.objectValue ?? []).map { ($0.key, $0.key == key ? value : $0.value) }))
  }
}

/// Why a vector cannot be added.
public struct DraftError: Error, CustomStringConvertible {
  /// What was expected and met.
  public let description: String
}

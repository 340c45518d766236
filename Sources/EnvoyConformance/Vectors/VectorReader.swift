import BareJSON
import BareRuntime

/// Reads vectors from the JSON of a file.
enum VectorReader {
  /// The vectors of all groups.
  ///
  /// - Throws: where the file is not of the format.
  static func vectors(of json: JSONValue) throws(JSONMappingError) -> [Vector] {
    var file = try JSONFields(json)
    let format = try file.decode("format", as: String.self)
    guard format == VectorFile.format else {
      throw JSONMappingError(expected: "`\(VectorFile.format)`", met: "`\(format)`")
        .inside(.key("format"))
    }
    let schema = try file.decode("schema", as: String.self)
    let type = try file.decode("type", as: String.self)
    _ = try file.decode("summary", as: String.self)
    if json["notes"] != nil { _ = try file.take("notes") }
    let groups = try elements(try file.take("groups"), of: "groups")
    try file.finish()
    var vectors: [Vector] = []
    for (index, group) in groups.enumerated() {
      do throws(JSONMappingError) {
        vectors += try self.vectors(ofGroup: group, schema: schema, type: type)
      } catch {
        throw error.inside(.index(index)).inside(.key("groups"))
      }
    }
    return vectors
  }

  private static func vectors(
    ofGroup json: JSONValue, schema: String, type: String
  ) throws(JSONMappingError) -> [Vector] {
    var fields = try JSONFields(json)
    try checkSource(try fields.take("source"))
    let level: Vector.Level = try choice(try fields.take("level"), "level")
    let members = try elements(try fields.take("vectors"), of: "vectors")
    try fields.finish()
    var vectors: [Vector] = []
    for (index, member) in members.enumerated() {
      do throws(JSONMappingError) {
        vectors.append(try vector(member, schema: schema, type: type, level: level))
      } catch {
        throw error.inside(.index(index)).inside(.key("vectors"))
      }
    }
    return vectors
  }

  /// A vector without provenance is hearsay.
  private static func checkSource(_ json: JSONValue) throws(JSONMappingError) {
    do throws(JSONMappingError) {
      var source = try JSONFields(json)
      for key in ["name", "version", "date", "method"] {
        _ = try source.decode(key, as: String.self)
      }
      _ = try source.decode("confirmedBy", as: [String].self)
      try source.finish()
    } catch {
      throw error.inside(.key("source"))
    }
  }

  private static func vector(
    _ json: JSONValue, schema: String, type: String, level: Vector.Level
  ) throws(JSONMappingError) -> Vector {
    var fields = try JSONFields(json)
    func optional<Value: BareJSONCodable>(_ key: String) throws(JSONMappingError) -> Value? {
      json[key] == nil ? nil : try fields.decode(key, as: Value.self)
    }
    let id = try fields.decode("id", as: String.self)
    _ = try fields.decode("since", as: String.self)
    let kind: Vector.Kind = try choice(try fields.take("kind"), "kind")
    let result: Vector.Result = try choice(try fields.take("result"), "result")
    let rules = try fields.decode("rules", as: [String].self)
    let error: BareErrorClass? =
      json["error"] == nil ? nil : try choice(try fields.take("error"), "error")
    let byteOffset = try (optional("at") as UInt32?).map(Int.init)
    let comment = try fields.decode("comment", as: String.self)
    if json["flags"] != nil { _ = try fields.decode("flags", as: [String].self) }
    let value = try value(of: json, &fields)
    let bytes = try bytes(of: json, &fields)
    let conversion = kind == .convert ? try conversion(of: json, &fields) : nil
    let withdrawn: String? = try optional("withdrawn")
    try fields.finish()
    return Vector(
      schema: schema, type: type, level: level, id: id, kind: kind, result: result, rules: rules,
      error: error, byteOffset: byteOffset, comment: comment, withdrawn: withdrawn, value: value,
      bytes: bytes, conversion: conversion)
  }

  /// Neither a value nor a refusal is for what no version is.
  private static func conversion(
    of json: JSONValue, _ fields: inout JSONFields
  ) throws(JSONMappingError) -> VectorConversion {
    let source = try fields.decode("from", as: String.self)
    let target = try fields.decode("to", as: String.self)
    let outcome: VectorConversion.Outcome
    if json["converted"] != nil {
      outcome = .converted(try fields.take("converted"))
    } else if json["unsupported"] != nil {
      outcome = .unsupported(
        try VectorConversion.Refusal(json: try fields.take("unsupported")))
    } else {
      outcome = .noVersion
    }
    return VectorConversion(source: source, target: target, outcome: outcome)
  }

  private static func value(
    of json: JSONValue, _ fields: inout JSONFields
  ) throws(JSONMappingError) -> JSONValue? {
    if json["value"] != nil { return try fields.take("value") }
    guard json["valueFrom"] != nil else { return nil }
    do throws(JSONMappingError) {
      return try Repetition.expand(try fields.take("valueFrom"))
    } catch {
      throw error.inside(.key("valueFrom"))
    }
  }

  private static func bytes(
    of json: JSONValue, _ fields: inout JSONFields
  ) throws(JSONMappingError) -> Bytes? {
    if json["bytes"] != nil { return try fields.decode("bytes", as: Bytes.self) }
    guard json["bytesFrom"] != nil else { return nil }
    do throws(JSONMappingError) {
      return try Repetition.bytes(from: try fields.take("bytesFrom"))
    } catch {
      throw error.inside(.key("bytesFrom"))
    }
  }

  private static func elements(
    _ json: JSONValue, of key: String
  ) throws(JSONMappingError) -> [JSONValue] {
    guard case .array(let elements) = json else {
      throw JSONMappingError(expected: "an array", met: json).inside(.key(key))
    }
    return elements
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ json: JSONValue, _ key: String
  ) throws(JSONMappingError) -> Choice where Choice.RawValue == String {
    if case .string(let text) = json, let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    throw JSONMappingError(expected: "one of \(names)", met: json).inside(.key(key))
  }
}

import BareJSON
import Foundation

@testable import EnvoyConformance

/// A small folder of vectors that faults are planted in.
struct SmallVectors {
  static let path = "kv-channel/v1/to-client.json"
  static let ping = "kv-channel/v1/to-client/ping"
  static let close = "kv-channel/v1/to-client/close"
  static let unknownTag = "kv-channel/v1/to-client/unknown-tag"
  static let trailing = "kv-channel/v1/to-client/trailing"

  /// The vectors of the intact file.
  static func vectors() throws -> [Vector] {
    try VectorFile(path: path, text: Array(text.utf8)).vectors
  }

  /// The vectors of these ids.
  static func vectors(_ ids: String...) throws -> [Vector] {
    try vectors().filter { ids.contains($0.id) }
  }

  var files = [Self.path: Self.text]
  var rules = Self.rules

  /// Whether the files are put into their layout.
  var isFormatted = true

  /// Changes the text of the file.
  mutating func replace(_ old: String, _ new: String) {
    files[Self.path] = (files[Self.path] ?? "").replacing(old, with: new)
  }

  /// What the linter finds, the index being that of the intact file, less what it finds in that.
  func newFindings() throws -> [String] {
    let known = Set(try SmallVectors().findings())
    return try findings().filter { !known.contains($0) }
  }

  /// What the linter finds.
  func findings() throws -> [String] {
    let folder = try TemporaryFolder()
    for (path, text) in files {
      let text = Array(text.utf8)
      let formatted = try VectorFile(path: path, text: text).formatted
      try folder.write(isFormatted ? formatted : text, to: path)
    }
    try folder.write(Array(rules.utf8), to: "rules.json")
    let linter = VectorLinter(
      library: try VectorLibrary(folder: folder.url),
      index: VectorIndex(of: try Self.vectors()), rules: try RuleBook(folder: folder.url))
    return linter.findings()
  }

  static let rules = """
    {"format": "envoykit-rules/1", "rules": [
    {"id": "BARE-W6", "level": "must", "rule": "integers"},
    {"id": "BARE-W12", "level": "must", "rule": "void"},
    {"id": "BARE-W18", "level": "must", "rule": "unions", "errors": ["union-tag"]},
    {"id": "BARE-A3", "level": "must", "rule": "ends"},
    {"id": "BARE-M1", "level": "must", "rule": "schemas", "scope": "schema"}]}
    """

  static let text = """
    {"format": "envoykit-vectors/1", "schema": "kv-channel/v1", "type": "ToClient",
    "summary": "A few.", "groups": [{"source": {"name": "hand-derived", "version": "1",
    "date": "2026-11-21", "method": "by hand", "confirmedBy": []}, "level": "must", "vectors": [
    {"id": "kv-channel/v1/to-client/ping", "since": "1.0", "kind": "roundtrip",
    "result": "valid", "rules": ["BARE-W6"], "comment": "a time",
    "value": {"ToClientPing": {"ts": "1"}}, "bytes": "010100000000000000"},
    {"id": "kv-channel/v1/to-client/close", "since": "1.0", "kind": "roundtrip",
    "result": "valid", "rules": ["BARE-W12"], "comment": "no payload",
    "value": {"ToClientClose": null}, "bytes": "02"},
    {"id": "kv-channel/v1/to-client/unknown-tag", "since": "1.0", "kind": "decode",
    "result": "invalid", "rules": ["BARE-W18"], "error": "union-tag", "at": 0,
    "comment": "no member", "bytes": "03"},
    {"id": "kv-channel/v1/to-client/trailing", "since": "1.0", "kind": "decode",
    "result": "invalid", "rules": ["BARE-A3"], "error": "trailing", "at": 1,
    "comment": "one byte more", "bytes": "0200"}]}]}
    """
}

/// A folder of few vectors, in which commands take no time.
enum SmallLibrary {
  static let path = "vectors/kv-channel/v1/to-client.json"
  static let close = "kv-channel/v1/to-client/close"
  static let ping = "kv-channel/v1/to-client/ping"

  /// A place with the folder `vectors` in it.
  static func place() throws -> ToolPlace {
    let place = try ToolPlace([
      path: text, "vectors/rules.json": rules, "vectors/index.json": index,
    ])
    let run = try place.envoykit("vectors", "fmt")
    guard run.status == 0 else { throw Unsound(errors: run.errors) }
    return place
  }

  /// The folder that the tests made is refused.
  struct Unsound: Error {
    let errors: String
  }

  private static let index = #"{"format": "envoykit-index/1", "vectors": {}}"#

  private static let rules = """
    {"format": "envoykit-rules/1", "rules": [
    {"id": "BARE-W6", "level": "must", "rule": "Integers are little-endian."},
    {"id": "BARE-W12", "level": "must", "rule": "Void takes no bytes."},
    {"id": "BARE-A3", "level": "must", "rule": "Nothing follows.", "errors": ["trailing"]}]}
    """

  private static let text = """
    {"format": "envoykit-vectors/1", "schema": "kv-channel/v1", "type": "ToClient",
    "summary": "A few.", "groups": [{"source": {"name": "hand-derived", "version": "1",
    "date": "2026-11-21", "method": "by hand", "confirmedBy": []}, "level": "must", "vectors": [
    {"id": "kv-channel/v1/to-client/ping", "since": "1.0", "kind": "roundtrip",
    "result": "valid", "rules": ["BARE-W6"], "comment": "a time",
    "value": {"ToClientPing": {"ts": "1"}}, "bytes": "010100000000000000"},
    {"id": "kv-channel/v1/to-client/close", "since": "1.0", "kind": "roundtrip",
    "result": "valid", "rules": ["BARE-W12"], "comment": "no payload",
    "value": {"ToClientClose": null}, "bytes": "02"}]},
    {"source": {"name": "hand-derived", "version": "1",
    "date": "2026-11-21", "method": "by hand", "confirmedBy": []}, "level": "should", "vectors": [
    {"id": "kv-channel/v1/to-client/trailing", "since": "1.0", "kind": "decode",
    "result": "invalid", "rules": ["BARE-A3"], "error": "trailing", "at": 1,
    "comment": "one byte more", "bytes": "0200"}]}]}
    """
}

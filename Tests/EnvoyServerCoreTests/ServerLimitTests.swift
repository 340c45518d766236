import BareJSON
import Testing

@testable import EnvoyServerCore

@Suite struct ServerLimitTests {
  @Test("every limit can be read, set and read again, and has a name of its own")
  func all() throws {
    let names = ServerLimit.all.map(\.name)
    #expect(Set(names).count == names.count)
    for (index, limit) in ServerLimit.all.enumerated() {
      var options = ServerOptions()
      try options.setLimits(.object(JSONObject([(limit.name, .string("\(index + 7)"))])))
      #expect(limit.get(options) == "\(index + 7)")
      let changed = ServerLimit.all.filter { $0.get(options) != $0.get(ServerOptions()) }
      #expect(changed.map(\.name) == [limit.name])
    }
  }

  @Test(
    "what is no limit is refused, and nothing is set",
    arguments: [
      #"{"sqlite.commitByteCount": 1, "sqlite.comitByteCount": 1}"#,
      #"{"sqlite.commitByteCount": 1, "kvChannel.openActorCount": -1}"#,
      #"{"sqlite.commitByteCount": 1, "kvChannel.openActorCount": "9223372036854775808"}"#,
      #"{"sqlite.commitByteCount": 1.5}"#, #"{"sqlite.commitByteCount": null}"#, "[]",
    ])
  func refusals(text: String) throws {
    var options = ServerOptions()
    let json = try JSONValue(parsing: text)
    #expect((try? options.setLimits(json)) == nil)
    #expect(options == ServerOptions())
  }
}

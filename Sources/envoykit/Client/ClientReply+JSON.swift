import BareJSON
import EnvoyClient

extension ClientReply {
  /// As a runner is told.
  var json: JSONValue {
    switch self {
    case .done: .null
    case .values(let values):
      ["values": .array(values.map { $0.map { .string($0.hex) } ?? .null })]
    case .sqlite(.pages(let ok)): ok.json
    case .sqlite(.committed(let ok)): ok.json
    case .sqlite(.begun(let ok)): ok.json
    case .sqlite(.staged(let ok)): ok.json
    case .sqlite(.finalized(let ok)): ok.json
    // No operation of runners asks for SQL.
    case .sql: .null
    }
  }
}

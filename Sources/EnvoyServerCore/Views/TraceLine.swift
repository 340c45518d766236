import BareJSON

/// How much of what happens is told while it happens.
public enum TraceLevel: String, CaseIterable, Hashable, Sendable {
  /// Nothing.
  case off

  /// A line for each thing that happens.
  case summary

  /// The same, with messages decoded.
  case decoded

  /// The same, with messages decoded and in hex.
  case hex
}

extension JournalEntry {
  /// The entry as a line of a trace: `+12ms c3 <- ToRivetSqliteCommitRequest a1 (12402 B)`.
  ///
  /// - Parameters:
  ///   - level: how much is told of a message.
  ///   - start: when the trace began, in milliseconds since the epoch.
  public func traceLine(_ level: TraceLevel, sinceMilliseconds start: Int64) -> String {
    let place = ["+\(timeMilliseconds - start)ms", connection.map { "\($0)" } ?? "-"]
    return (place + words(level)).joined(separator: " ")
  }

  private func words(_ level: TraceLevel) -> [String] {
    switch record {
    case .received(let message): ["<-"] + message.words(level, messageType, actor)
    case .sent(let message): ["->"] + message.words(level, messageType, actor)
    default:
      json.objectValue.map { object in
        let skipped = ["number", "timeMilliseconds", "connection", "event"]
        let event = object["event"]?.stringValue ?? ""
        let rest = object.members.filter { !skipped.contains($0.key) }
          .map { "\($0.key)=\($0.value.stringValue ?? $0.value.compactText)" }
        return [event] + rest
      } ?? []
    }
  }
}

extension JournalMessage {
  fileprivate func words(_ level: TraceLevel, _ type: String?, _ actor: String?) -> [String] {
    let summary =
      [type ?? self.type] + (actor.map { [$0] } ?? []) + ["(\(bytes.count) B)"]
    switch level {
    case .off, .summary: return summary
    case .decoded: return summary + (json.map { [$0.compactText] } ?? [])
    case .hex: return summary + (json.map { [$0.compactText] } ?? []) + [hexText]
    }
  }
}

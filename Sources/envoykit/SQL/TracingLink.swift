import CommandLineSupport
import EnvoyClient

/// A link that writes what is asked for, and what came of it, to standard error.
final class TracingLink: ClientLink {
  private let link: any ClientLink

  init(_ link: any ClientLink) { self.link = link }

  var connectionCount: Int { link.connectionCount }
  var epochMilliseconds: Int64 { link.epochMilliseconds }

  func ask(
    _ requests: [ClientRequest], onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure> {
    let result = link.ask(requests, onConnection: connection)
    let lines = requests.dropLast().map { "-- \(Self.text($0)) (not awaited)\n" }
    let last = requests.last.map { "-- \(Self.text($0)) -> \(Self.text(result))\n" } ?? ""
    _ = try? Terminal.write((lines.joined() + last).utf8, to: .error)
    return result
  }

  private static func text(_ request: ClientRequest) -> String {
    switch request {
    case .openActor: "open"
    case .closeActor: "close"
    case .get(_, let keys): "get \(count(keys.count, "key"))"
    case .put(_, let keys, let values):
      "put \(count(keys.count, "key")), \(values.reduce(0) { $0 + $1.count }) bytes"
    case .delete(_, let keys): "delete \(count(keys.count, "key"))"
    case .deleteRange: "delete_range"
    case .sqlite(let request): text(request)
    case .sql(let request): "\(request.name)"
    }
  }

  private static func text(_ request: SqliteRequest) -> String {
    switch request {
    case .getPages(let data):
      "get_pages [\(data.pgnos.map { "\($0)" }.joined(separator: " "))]"
    case .commit(let data):
      "commit \(count(data.dirtyPages.count, "page")) on head \(data.expectedHeadTxid), "
        + "size \(data.newDbSizePages)"
    case .stageBegin: "commit_stage_begin"
    case .stage(let data):
      "commit_stage \(data.txid) chunk \(data.chunkIdx), \(data.bytes.count) bytes"
        + (data.isLast ? ", last" : "")
    case .finalize(let data):
      "commit_finalize \(data.txid) on head \(data.expectedHeadTxid), size \(data.newDbSizePages)"
    }
  }

  private static func text(_ result: Result<ClientReply, ClientFailure>) -> String {
    switch result {
    case .failure(let failure): "\(failure.kind.rawValue): \(failure.message)"
    case .success(.values(let values)):
      count(values.count { $0 != nil }, "value")
    case .success(.sqlite(.pages(let ok))):
      "\(count(ok.pages.count { $0.bytes != nil }, "page")), head \(ok.meta.headTxid)"
    case .success(.sqlite(.committed(let ok))): "head \(ok.newHeadTxid)"
    case .success(.sqlite(.begun(let ok))): "txid \(ok.txid)"
    case .success(.sqlite(.finalized(let ok))): "head \(ok.newHeadTxid)"
    case .success: "done"
    }
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

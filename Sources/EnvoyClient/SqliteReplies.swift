import EnvoyProtocol

/// What the replies to the five commands say (`SQL-8.1`).
extension Envoy.V2.SqliteGetPagesResponse {
  var reply: ClientWire.ReplyData {
    switch self {
    case .ok(let ok): .sqlite(.pages(ok))
    case .fenceMismatch(let mismatch): mismatch.reply
    case .errorResponse(let error): error.reply
    }
  }
}

extension Envoy.V2.SqliteCommitResponse {
  var reply: ClientWire.ReplyData {
    switch self {
    case .ok(let ok): .sqlite(.committed(ok))
    case .fenceMismatch(let mismatch): mismatch.reply
    case .tooLarge(let sizes):
      .failure(
        ClientFailure(
          .tooLarge, isDefinite: true,
          "\(sizes.actualSizeBytes) bytes of pages, at most \(sizes.maxSizeBytes) in one commit"))
    case .errorResponse(let error): error.reply
    }
  }
}

extension Envoy.V2.SqliteCommitStageBeginResponse {
  var reply: ClientWire.ReplyData {
    switch self {
    case .ok(let ok): .sqlite(.begun(ok))
    case .fenceMismatch(let mismatch): mismatch.reply
    case .errorResponse(let error): error.reply
    }
  }
}

extension Envoy.V2.SqliteCommitStageResponse {
  var reply: ClientWire.ReplyData {
    switch self {
    case .ok(let ok): .sqlite(.staged(ok))
    case .fenceMismatch(let mismatch): mismatch.reply
    case .errorResponse(let error): error.reply
    }
  }
}

extension Envoy.V2.SqliteCommitFinalizeResponse {
  var reply: ClientWire.ReplyData {
    switch self {
    case .ok(let ok): .sqlite(.finalized(ok))
    case .fenceMismatch(let mismatch): mismatch.reply
    case .stageNotFound(let stage):
      .failure(
        ClientFailure(.stageNotFound, isDefinite: true, "there is no stage \(stage.stageId)"))
    case .errorResponse(let error): error.reply
    }
  }
}

extension Envoy.V2.SqliteFenceMismatch {
  fileprivate var reply: ClientWire.ReplyData {
    .failure(
      ClientFailure(
        .fenceMismatch, isDefinite: true,
        "\(reason); the server is at generation \(actualMeta.generation), "
          + "head \(actualMeta.headTxid)", actualMeta: actualMeta))
  }
}

extension Envoy.V2.SqliteErrorResponse {
  fileprivate var reply: ClientWire.ReplyData {
    .failure(ClientFailure(.error, isDefinite: true, message))
  }
}

import EnvoyClient
import PageLayout
import PageVFS

/// Why a store of a server did not do something. Each of these ends the store: what the server has
/// may be other than what is thought here, and opening it anew looks.
extension PageStoreFailure {
  init(_ failure: ClientFailure) {
    let kind: Kind =
      switch failure.kind {
      case .error, .stageNotFound: .refused
      case .fenceMismatch: .fenced
      case .tooLarge: .tooLarge
      case .closed, .dead: .closed
      case .timeout, .indeterminate: .timeout
      case .protocol: .protocol
      }
    self.init(kind, isDefinite: failure.isDefinite, isFatal: true, failure.message)
  }

  init(layout error: LayoutError) {
    self.init(
      .protocol, isDefinite: true, isFatal: true, "what is stored is no database: \(error)")
  }

  /// The same where more is known: whether what it is about was surely not done.
  func claiming(isDefinite: Bool) -> PageStoreFailure {
    PageStoreFailure(kind, isDefinite: isDefinite, isFatal: isFatal, message)
  }
}

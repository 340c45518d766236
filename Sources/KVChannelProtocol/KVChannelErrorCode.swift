/// The codes of an error reply, by their text on the wire.
///
/// A client passes on a code that it does not know as it is.
public enum KVChannelErrorCode: String, CaseIterable, Hashable, Sendable {
  /// Another connection holds the actor.
  case actorLocked = "actor_locked"

  /// The actor is not open on this connection, and no other holds it.
  case actorNotOpen = "actor_not_open"

  /// The id is none, or names no actor of this namespace.
  case actorNotFound = "actor_not_found"

  /// The connection has as many actors open as it may.
  case tooManyActors = "too_many_actors"

  /// The actor has as many requests waiting as it may.
  case backpressure

  /// More keys in one request than it may have.
  case batchTooLarge = "batch_too_large"

  /// A key or bound is too long.
  case keyTooLarge = "key_too_large"

  /// A value is too long.
  case valueTooLarge = "value_too_large"

  /// The pairs of a put are too long together.
  case payloadTooLarge = "payload_too_large"

  /// A put has not as many values as keys.
  case keysValuesLengthMismatch = "keys_values_length_mismatch"

  /// The actor's storage would hold more than it may.
  case storageQuotaExceeded = "storage_quota_exceeded"

  /// Anything else; the text never tells more.
  case internalError = "internal_error"
}

/// The limits of the KV channel, each inclusive.
public enum KVChannelLimits {
  /// The longest key or bound: the storage's 2048 bytes less 2 for its own wrapping.
  public static let maximumKeyByteCount = 2046

  /// The longest value: 128 KiB.
  public static let maximumValueByteCount = 131_072

  /// The most keys of one get, put or delete.
  public static let maximumKeyCount = 128

  /// The most bytes of a put's pairs, 2 counted for each key beyond its own: 976 KiB.
  public static let maximumPutByteCount = 999_424

  /// The most bytes that an actor stores, keys and values together: 10 GiB.
  public static let maximumStorageByteCount = 10_737_418_240

  /// The most actors that a connection has open at a time.
  public static let maximumOpenActorCount = 1000

  /// The most requests of an actor that wait behind the one at work.
  public static let maximumWaitingRequestCount = 64
}

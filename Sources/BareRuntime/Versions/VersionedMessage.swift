/// A message of one of a protocol's versions, known at run time; generated for every root type.
///
/// A server that learns the version from a URL decodes by it, works on the newest, and answers by
/// it again. ``converted(to:)`` walks from neighbour to neighbour: there is no order to get wrong.
public protocol VersionedMessage: Hashable, Sendable {
  /// The versions of the protocol.
  associatedtype Version: FamilyVersion

  /// The name of the type in the schemas.
  static var messageName: String { get }

  /// The version that the value is of.
  var version: Version { get }

  /// Reads one value of a version where the reader stands.
  ///
  /// - Throws: what is wrong with the bytes; class `version` where the version has no such type.
  init(version: Version, decoding reader: inout BareReader) throws(BareError)

  /// How many bytes the value takes, without any prefix.
  var encodedByteCount: Int { get }

  /// Writes the value, without any prefix.
  ///
  /// - Throws: class `value` where a part of it has no encoding.
  func encode(into writer: inout BareWriter) throws(BareError)

  /// The same message in the next version; itself in the newest.
  ///
  /// - Throws: ``IncompatibleVersion`` where that version cannot say it.
  func upgraded() throws(IncompatibleVersion) -> Self

  /// The same message in the version before; itself in the oldest.
  ///
  /// - Throws: ``IncompatibleVersion`` where that version cannot say it.
  func downgraded() throws(IncompatibleVersion) -> Self
}

extension VersionedMessage {
  /// Decodes a whole message of a version.
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left (`BARE-A3`).
  public init(decoding message: Bytes, version: Version) throws(BareError) {
    self = try BareReader.readMessage(message) { (reader) throws(BareError) in
      try Self.named { () throws(BareError) in try Self(version: version, decoding: &reader) }
    }
  }

  /// The encoding in the version that the value is of, without a prefix.
  ///
  /// - Throws: class `value` where a part of the value has no encoding.
  public func encoded() throws(BareError) -> [UInt8] {
    var writer = BareWriter(reservingByteCount: encodedByteCount)
    try Self.named { () throws(BareError) in try encode(into: &writer) }
    return writer.bytes
  }

  /// The same message in another version, through all versions between.
  ///
  /// - Throws: ``IncompatibleVersion``, its target the version asked for, where that version or one
  ///   on the way cannot say it.
  public func converted(to target: Version) throws(IncompatibleVersion) -> Self {
    var message = self
    while message.version != target {
      let goesUp = target.rawValue > message.version.rawValue
      do throws(IncompatibleVersion) {
        message = goesUp ? try message.upgraded() : try message.downgraded()
      } catch {
        var refusal = error
        refusal.targetVersion = target.rawValue
        throw refusal
      }
    }
    return message
  }

  /// Starts the path of errors with the name of the message.
  static func named<Result>(_ body: () throws(BareError) -> Result) throws(BareError) -> Result {
    do throws(BareError) {
      return try body()
    } catch {
      throw error.inside(.name(messageName))
    }
  }
}

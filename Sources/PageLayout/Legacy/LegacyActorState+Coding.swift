public import BareRuntime

extension LegacyActorState {
  /// Reads a file of any version and upgrades it (`KV-B1.2`): the data of version 1 becomes a pair
  /// under ``persistedDataKey``, also where it is empty, and times that a version has not are none.
  ///
  /// - Throws: class `version` for a version that never was, else what is wrong with the bytes;
  ///   offsets are counted from the start of the file.
  public init(decoding file: [UInt8]) throws(BareError) {
    self = try Self.decodeVersioned(file).state
  }

  /// Reads a file, and tells its version.
  ///
  /// - Throws: as ``init(decoding:)``.
  public static func decodeVersioned(
    _ file: [UInt8]
  ) throws(BareError) -> (version: Version, state: LegacyActorState) {
    try BareReader.readMessage(Bytes(file)) { (reader) throws(BareError) in
      let version = try version(of: &reader)
      do throws(BareError) {
        return (version, try LegacyActorState(version, decoding: &reader))
      } catch {
        throw error.inside(.name("ActorState"))
      }
    }
  }

  /// The file of a version. Older ones leave out what they cannot say: version 2 the times,
  /// version 1 also all pairs but the one under ``persistedDataKey``, whose value is empty where
  /// it is missing.
  ///
  /// - Throws: class `length-limit` for a value that is too long to be one.
  public func encoded(as version: Version = .v3) throws(BareError) -> [UInt8] {
    var writer = BareWriter()
    writer.encodeFixed(version.rawValue)
    writer.encodeString(actorID)
    writer.encodeString(name)
    writer.encodeUint(UInt64(key.count))
    for part in key { writer.encodeString(part) }
    try encodePairs(as: version, into: &writer)
    writer.encodeFixed(createdAt)
    if version == .v3 {
      for time in [times.startedAt, times.connectableAt, times.sleptAt, times.destroyedAt] {
        try writer.encodeOptional(time) { (time, writer) in writer.encodeFixed(time) }
      }
    }
    return writer.bytes
  }

  private func encodePairs(as version: Version, into writer: inout BareWriter) throws(BareError) {
    if version == .v1 {
      let data = pairs.last { $0.key == Self.persistedDataKey }?.value ?? []
      writer.encodeData(try Bytes(data))
      return
    }
    writer.encodeUint(UInt64(pairs.count))
    for pair in pairs {
      writer.encodeData(try Bytes(pair.key))
      writer.encodeData(try Bytes(pair.value))
    }
  }

  private static func version(of reader: inout BareReader) throws(BareError) -> Version {
    guard reader.remainingByteCount >= MemoryLayout<UInt16>.size else {
      throw BareError(
        .version("expected a version of 2 bytes, met \(reader.remainingByteCount)"), byteOffset: 0)
    }
    let number = try reader.decodeFixed(UInt16.self)
    guard let version = Version(rawValue: number) else {
      throw BareError(.version("expected version 1, 2 or 3, met \(number)"), byteOffset: 0)
    }
    return version
  }

  private init(_ version: Version, decoding reader: inout BareReader) throws(BareError) {
    actorID = try reader.decode("actorId", as: String.self)
    name = try reader.decode("name", as: String.self)
    key = try reader.decode("key") { (reader) throws(BareError) in
      try reader.decodeList(minimumByteCount: 1) { (reader) throws(BareError) in
        try reader.decodeString()
      }
    }
    if version == .v1 {
      let data = try reader.decode("persistedData", as: Bytes.self)
      pairs = [KVPair(key: Self.persistedDataKey, value: Array(data))]
    } else {
      pairs = try reader.decode("kvStorage") { (reader) throws(BareError) in
        try reader.decodeList(minimumByteCount: 2, Self.pair)
      }
    }
    createdAt = try reader.decode("createdAt", as: UInt64.self)
    times = version == .v3 ? try Times(decoding: &reader) : Times()
  }

  private static func pair(_ reader: inout BareReader) throws(BareError) -> KVPair {
    KVPair(
      key: Array(try reader.decode("key", as: Bytes.self)),
      value: Array(try reader.decode("value", as: Bytes.self)))
  }
}

extension LegacyActorState.Times {
  fileprivate init(decoding reader: inout BareReader) throws(BareError) {
    startedAt = try reader.decode("startTs", as: UInt64?.self)
    connectableAt = try reader.decode("connectableTs", as: UInt64?.self)
    sleptAt = try reader.decode("sleepTs", as: UInt64?.self)
    destroyedAt = try reader.decode("destroyTs", as: UInt64?.self)
  }
}

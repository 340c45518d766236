extension BareReader {
  /// Reads a part of a value; an error gets the part's name in front of its path.
  ///
  /// - Throws: what decoding throws.
  @inlinable @inline(__always)
  public mutating func decode<Part: BareDecodable>(
    _ name: StaticString, as type: Part.Type = Part.self
  ) throws(BareError) -> Part {
    do throws(BareError) {
      return try Part(decoding: &self)
    } catch {
      throw error.inside(name)
    }
  }

  /// Reads a part of a value by a function; an error gets the part's name in front of its path.
  ///
  /// - Throws: what the function throws.
  @inlinable
  public mutating func decode<Part>(
    _ name: StaticString, _ decode: (inout BareReader) throws(BareError) -> Part
  ) throws(BareError) -> Part {
    do throws(BareError) {
      return try decode(&self)
    } catch {
      throw error.inside(name)
    }
  }

  /// The error for a union tag that was just read and is none of the union (`BARE-W18`).
  @inline(never)
  public func unknownTag(_ tag: UInt64) -> BareError {
    error(.unionTag(tag), bytesBack: BareWriter.byteCount(ofUint: tag))
  }

  /// The error for an enum number that was just read and is none of the enum (`BARE-W13`).
  @inline(never)
  public func unknownNumber(_ number: UInt64) -> BareError {
    error(.enumNumber(number), bytesBack: BareWriter.byteCount(ofUint: number))
  }
}

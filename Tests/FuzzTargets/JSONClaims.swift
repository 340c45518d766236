import BareJSON

/// What is read, written and read again, is equal.
func jsonClaims(_ bytes: [UInt8]) -> [Claim] {
  guard let value = try? JSONValue(parsing: bytes) else { return [] }
  let texts = [value.compactBytes(), value.prettyBytes(), value.prettyBytes(width: 20)]
  let values = texts.map { try? JSONValue(parsing: $0) }
  return [
    Claim("what is written can be read, and is equal", values.allSatisfy { $0 == value }),
    Claim("a text has one form", values.allSatisfy { $0?.compactBytes() == texts[0] }),
  ]
}

/// The keys that start with some bytes, as a range (`KV-B1.3`).
public enum PrefixBound {
  /// The first key behind all those with a prefix: without its last bytes `ff`, and one more in the
  /// last byte that is left. Nil where no key is behind them: for no prefix, or only bytes `ff`.
  public static func upperBound(of prefix: [UInt8]) -> [UInt8]? {
    guard let last = prefix.lastIndex(where: { $0 != 0xff }) else { return nil }
    return prefix[..<last] + [prefix[last] + 1]
  }
}

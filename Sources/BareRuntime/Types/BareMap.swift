/// What a schema's `map` is in Swift: pairs in the order of the wire, each key once.
///
/// A `Dictionary` would not do: its order differs from run to run, so encoding would too, and it
/// takes strings that differ on the wire for one key where Unicode calls them equivalent
/// (`BARE-A4`, `BARE-A5`). `Dictionary(map)` is one call away where neither matters.
@frozen
public struct BareMap<Key, Value> {
  /// One key and its value.
  public typealias Element = (key: Key, value: Value)

  @usableFromInline var pairs: [Element]

  @inlinable
  init(unchecked pairs: [Element]) {
    self.pairs = pairs
  }

  /// No pairs.
  @inlinable
  public init() {
    pairs = []
  }
}

extension BareMap {
  /// The same keys in the same order, each with what `transform` makes of its value.
  ///
  /// - Throws: what `transform` throws.
  @inlinable
  public func mapValues<Result, Failure: Error>(
    _ transform: (Value) throws(Failure) -> Result
  ) throws(Failure) -> BareMap<Key, Result> {
    BareMap<Key, Result>(
      unchecked: try pairs.map { (pair) throws(Failure) in (pair.key, try transform(pair.value)) })
  }
}

extension BareMap where Key: BareMapKey {
  /// Pairs in the order given.
  ///
  /// - Throws: class `duplicate-key` where a key stands twice.
  public init(_ pairs: some Sequence<Element>) throws(BareError) {
    self.init()
    var indexByKey: [MapKeyIdentity<Key>: Int] = [:]
    for pair in pairs {
      let identity = MapKeyIdentity(key: pair.key)
      if let first = indexByKey[identity] {
        throw BareError(.duplicateKey(firstIndex: first)).inside(index: self.pairs.count)
      }
      indexByKey[identity] = self.pairs.count
      self.pairs.append(pair)
    }
  }

  /// Pairs in the order given.
  ///
  /// - Throws: class `duplicate-key` where a key stands twice.
  public init(_ pairs: some Sequence<(Key, Value)>) throws(BareError) {
    try self.init(pairs.map { (key: $0.0, value: $0.1) } as [Element])
  }

  /// The value of a key; setting replaces it in place, adds it at the end, or, by nil, removes it.
  public subscript(key: Key) -> Value? {
    get { index(of: key).map { pairs[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let index?, let value?): pairs[index].value = value
      case (let index?, nil): pairs.remove(at: index)
      case (nil, let value?): pairs.append((key, value))
      case (nil, nil): break
      }
    }
  }

  private func index(of key: Key) -> Int? {
    pairs.firstIndex { $0.key.isIdentical(to: key) }
  }
}

extension BareMap: ExpressibleByDictionaryLiteral where Key: BareMapKey {
  /// Pairs written out; of a repeated key the last value counts.
  public init(dictionaryLiteral elements: (Key, Value)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}

extension BareMap: RandomAccessCollection {
  /// The index of the first pair: always 0.
  @inlinable public var startIndex: Int { 0 }

  /// The number of pairs.
  @inlinable public var endIndex: Int { pairs.count }

  /// The pair at an index from 0.
  @inlinable public subscript(index: Int) -> Element { pairs[index] }
}

extension Dictionary {
  /// The pairs of a map, for looking up; of keys that Swift calls equal the last counts.
  public init(_ map: BareMap<Key, Value>) {
    self.init(map.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}

extension BareMap: Sendable where Key: Sendable, Value: Sendable {}

extension BareMap: Equatable where Key: Equatable, Value: Equatable {
  /// Whether both hold equal pairs in the same order.
  public static func == (left: BareMap, right: BareMap) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0.key == $1.key && $0.value == $1.value }
  }
}

extension BareMap: Hashable where Key: Hashable, Value: Hashable {
  /// Feeds the pairs to the hasher in order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(pairs.count)
    for pair in pairs {
      hasher.combine(pair.key)
      hasher.combine(pair.value)
    }
  }
}

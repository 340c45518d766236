extension BareWriter {
  /// How many bytes a `list` takes with its count, when each element takes what `measure` says.
  @inlinable
  public static func byteCount<Element>(
    ofList elements: [Element], _ measure: (Element) -> Int
  ) -> Int {
    byteCount(ofUint: UInt64(elements.count)) &+ byteCount(ofElements: elements, measure)
  }

  /// How many bytes elements take together.
  @inlinable
  public static func byteCount<Element>(
    ofElements elements: [Element], _ measure: (Element) -> Int
  ) -> Int {
    elements.withUnsafeBufferPointer { buffer in
      var byteCount = 0
      for index in 0..<buffer.count { byteCount &+= buffer.lend(index, to: measure) }
      return byteCount
    }
  }

  /// How many bytes an `optional` takes.
  @inlinable
  public static func byteCount<Wrapped>(
    ofOptional value: Wrapped?, _ measure: (Wrapped) -> Int
  ) -> Int {
    value.map { 1 &+ measure($0) } ?? 1
  }

  /// How many bytes a `map` takes with its count.
  @inlinable
  public static func byteCount<Key, Value>(
    ofMap map: BareMap<Key, Value>, key: (Key) -> Int, value: (Value) -> Int
  ) -> Int {
    byteCount(ofList: map.pairs) { key($0.key) &+ value($0.value) }
  }
}

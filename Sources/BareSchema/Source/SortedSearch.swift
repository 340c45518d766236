extension RandomAccessCollection where Index == Int {
  /// How many elements hold of a collection in which the first ones do, and no later ones; found in
  /// as many steps as the count has bits.
  @inlinable
  package func prefixCount(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}

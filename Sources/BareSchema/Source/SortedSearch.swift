extension Array {
  /// How many elements hold of an array in which the first ones do, and no later ones; found in
  /// as many steps as the count has bits.
  @inlinable
  package func prefixCount(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

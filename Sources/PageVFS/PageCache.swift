import BareRuntime

/// Pages as the store has them, no more than a number of them: those not used of late go first.
struct PageCache {
  private struct Slot {
    var number: UInt32
    var bytes: Bytes
    var wasUsed: Bool
  }

  let capacity: Int
  private var slots: [Slot] = []
  private var places: [UInt32: Int] = [:]
  private var hand = 0

  init(capacity: Int) { self.capacity = max(capacity, 0) }

  var count: Int { places.count }

  func contains(_ number: UInt32) -> Bool { places[number] != nil }

  /// A page, nil where it is not here.
  mutating func page(_ number: UInt32) -> Bytes? {
    guard let place = places[number] else { return nil }
    slots[place].wasUsed = true
    return slots[place].bytes
  }

  /// Takes a page in.
  mutating func insert(_ number: UInt32, _ bytes: Bytes) {
    if let place = places[number] {
      slots[place].bytes = bytes
      return
    }
    guard capacity > 0 else { return }
    let slot = Slot(number: number, bytes: bytes, wasUsed: false)
    if slots.count < capacity {
      places[number] = slots.count
      slots.append(slot)
      return
    }
    let place = freePlace()
    places[slots[place].number] = nil
    places[number] = place
    slots[place] = slot
  }

  /// Drops the pages beyond a size.
  mutating func truncate(to pageCount: UInt32) {
    guard places.keys.contains(where: { $0 > pageCount }) else { return }
    slots.removeAll { $0.number > pageCount }
    places = [:]
    for (place, slot) in slots.enumerated() { places[slot.number] = place }
    hand = 0
  }

  /// Goes round until there is a page that was not used since the last time round.
  private mutating func freePlace() -> Int {
    while true {
      let place = hand
      hand = (hand + 1) % slots.count
      if !slots[place].wasUsed { return place }
      slots[place].wasUsed = false
    }
  }
}

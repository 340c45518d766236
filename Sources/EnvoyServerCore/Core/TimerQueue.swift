/// What is due when, earliest first; of what is due at once, what was asked for first.
struct TimerQueue: Sendable {
  /// Something that becomes due.
  enum Timer: Hashable {
    /// An envoy is to be pinged, or has not answered for too long.
    case envoyPing(ConnectionID)

    /// An envoy without a connection is given up.
    case envoyLoss(namespace: String, key: String)

    /// An actor had time enough to start.
    case actorStart(ActorPlace, generation: UInt32)

    /// An actor had time enough to stop.
    case actorStop(ActorPlace, generation: UInt32)

    /// An actor that sleeps is to be woken.
    case alarm(ActorPlace)

    /// A client of the KV channel is to be pinged, or has not answered for too long.
    case channelPing(ConnectionID)

    /// A user's request or WebSocket may have taken too long.
    case tunnel(TunnelID, namespace: String)

    /// What a fault put off is due.
    case postponed(UInt64)

    /// The request at work on an actor's keys has taken its time.
    case storage(ActorPlace)
  }

  private struct Entry {
    let timeMilliseconds: Int64
    let order: UInt64
    let timer: Timer

    func isBefore(_ other: Entry) -> Bool {
      (timeMilliseconds, order) < (other.timeMilliseconds, other.order)
    }
  }

  /// A binary heap: no entry is before the one at half its index.
  private var heap: [Entry] = []
  private var nextOrder: UInt64 = 0

  /// When the next timer is due; nil for none.
  var nextTimeMilliseconds: Int64? { heap.first?.timeMilliseconds }

  /// Asks for a timer.
  mutating func schedule(_ timer: Timer, atMilliseconds time: Int64) {
    heap.append(Entry(timeMilliseconds: time, order: nextOrder, timer: timer))
    nextOrder += 1
    var index = heap.count - 1
    while index > 0, heap[index].isBefore(heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Takes the next timer that is due by a time; nil for none.
  mutating func next(byMilliseconds time: Int64) -> Timer? {
    guard let first = heap.first, first.timeMilliseconds <= time else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while let child = smallerChild(of: index), heap[child].isBefore(heap[index]) {
      heap.swapAt(child, index)
      index = child
    }
    return first.timer
  }

  private func smallerChild(of index: Int) -> Int? {
    let (left, right) = (2 * index + 1, 2 * index + 2)
    guard left < heap.count else { return nil }
    return right < heap.count && heap[right].isBefore(heap[left]) ? right : left
  }
}

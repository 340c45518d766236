import BareRuntime
import Testing

@testable import EnvoyServerCore

@Suite struct KVStoreTests {
  @Test("a store answers as a plain dictionary of sorted keys does, over 20,000 seeded steps")
  func model() throws {
    let seed: UInt64 = 4711
    var generator = SplitMix64(seed: seed)
    var store = KVStore()
    var model: [[UInt8]: [UInt8]] = [:]
    func someKey() -> [UInt8] {
      (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        [0, 1, 0x61, 0xff].randomElement(using: &generator) ?? 0
      }
    }
    for step in 0..<20_000 {
      let (key, other) = (someKey(), someKey())
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<5:
        let value = [UInt8](repeating: 7, count: Int.random(in: 0...20, using: &generator))
        store.put(try Bytes(key), try Bytes(value), atMilliseconds: Int64(step))
        model[key] = value
      case 5..<8:
        store.remove(try Bytes(key))
        model[key] = nil
      case 8:
        store.removeAll(from: try Bytes(key), to: try Bytes(other))
        model = model.filter {
          $0.key.lexicographicallyPrecedes(key) || !$0.key.lexicographicallyPrecedes(other)
        }
      default:
        let inside = store.entries(from: try Bytes(key), to: try Bytes(other)).map { Array($0.key) }
        let expected = model.keys.filter {
          !$0.lexicographicallyPrecedes(key) && $0.lexicographicallyPrecedes(other)
        }
        #expect(
          inside == expected.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed) \(step)")
      }
      #expect(store.entry(of: try Bytes(key)).map { Array($0.value) } == model[key])
    }
    #expect(store.usedByteCount == model.reduce(0) { $0 + $1.key.count + $1.value.count })
    store.removeAll()
    #expect(store.entries.isEmpty && store.usedByteCount == 0)
  }
}

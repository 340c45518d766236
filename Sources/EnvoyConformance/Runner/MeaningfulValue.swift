import BareDynamic
import BareRuntime

/// A value without what carries no meaning: the order of a map's pairs, and the bits of a NaN.
///
/// An encoder that keeps neither breaks a `should`, not a `must`.
struct MeaningfulValue: Hashable {
  private let part: Part

  init(_ value: DynamicValue) {
    part = Part(value)
  }

  private indirect enum Part: Hashable {
    case void, none, nan
    case bits(UInt64)
    case signed(Int64)
    case float32(UInt32)
    case float64(UInt64)
    case bool(Bool)
    case text([UInt8])
    case data(Bytes)
    case index(Int)
    case some(Part)
    case list([Part])
    case map(Set<[Part]>)
    case union(Int, Part)

    init(_ value: DynamicValue) {
      self =
        switch value {
        case .void: .void
        case .unsigned(let value): .bits(value)
        case .signed(let value): .signed(value)
        case .float32(let bits): Float(bitPattern: bits).isNaN ? .nan : .float32(bits)
        case .float64(let bits): Double(bitPattern: bits).isNaN ? .nan : .float64(bits)
        case .bool(let value): .bool(value)
        case .string(let value): .text(Array(value.utf8))
        case .data(let value): .data(value)
        case .enumeration(let index): .index(index)
        case .none: .none
        case .some(let value): .some(Part(value))
        case .list(let values), .structure(let values): .list(values.map(Part.init))
        case .map(let parts): .map(Self.pairs(parts))
        case .union(let index, let value): .union(index, Part(value))
        }
    }

    private static func pairs(_ parts: [DynamicValue]) -> Set<[Part]> {
      Set(
        stride(from: 0, to: parts.count - 1, by: 2).map {
          [Part(parts[$0]), Part(parts[$0 + 1])]
        })
    }
  }
}

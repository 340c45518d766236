import BareRuntime
import BareSchema

extension Annotation {
  /// The path as text, such as `ToRivet.kvRequest.data.keys[3]`.
  public var pathText: String { BareError.text(of: path) }

  /// The type as text: `u8`, `Time = str`, or a name alone where the type is a block.
  public var typeText: String {
    guard let typeName else { return type.compactText }
    return switch type {
    case .enumeration, .structure, .union: typeName
    default: "\(typeName) = \(type.compactText)"
    }
  }

  /// The meaning as text of about so many columns at most; only texts and data are cut for it.
  public func meaningText(columns: Int = .max) -> String {
    switch meaning {
    case .length(let count): "length \(count)"
    case .elementCount(let count): count == 1 ? "1 element" : "\(count) elements"
    case .pairCount(let count): count == 1 ? "1 pair" : "\(count) pairs"
    case .tag(let tag, let member): "tag \(tag): \(member)"
    case .presence(let isPresent): isPresent ? "present" : "absent"
    case .enumeration(let name, let number): "\(name) = \(number)"
    case .value(let value): value.leafText(columns: columns)
    case .elements(let first, let count):
      count == 1 ? "[\(first)], not shown" : "[\(first)] to [\(first + count - 1)], not shown"
    case .rest: "more values, not shown"
    }
  }
}

extension DynamicValue {
  /// A value of one piece as a person reads it; empty for others.
  func leafText(columns: Int) -> String {
    switch self {
    case .void: "void"
    case .unsigned(let value): "\(value)"
    case .signed(let value): "\(value)"
    case .float32(let bits): "\(Float(bitPattern: bits))"
    case .float64(let bits): "\(Double(bitPattern: bits))"
    case .bool(let value): "\(value)"
    case .string(let text): QuotedText.quoted(text.unicodeScalars, columns: columns)
    case .data(let bytes): Self.text(of: bytes, columns: columns)
    default: ""
    }
  }

  /// Keys and names often travel as data, so what reads as ASCII is shown as text too.
  private static func text(of bytes: Bytes, columns: Int) -> String {
    let count = bytes.count == 1 ? "1 byte" : "\(bytes.count) bytes"
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else { return count }
    let scalars = bytes.lazy.map { Unicode.Scalar($0) }
    return "\(count), " + QuotedText.quoted(scalars, columns: columns - count.count - 2)
  }
}

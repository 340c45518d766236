import BareSchema

/// A schema type as Swift: how it is spelled, decoded, encoded and measured.
struct LoweredType {
  /// The Swift type.
  let spelling: String

  /// How values are coded.
  let coding: Coding

  /// How values of a type are coded in Swift.
  enum Coding {
    /// By the Swift type's own conformance to the runtime's protocols.
    case conformance

    /// By functions, since the Swift type alone does not tell: `uint` and `u64` are both `UInt64`.
    case functions(Functions)
  }

  /// Swift text that codes a value; `reader` and `writer` are in scope where it stands.
  struct Functions {
    /// An expression that reads a value.
    let decode: [String]

    /// A statement that writes the value an expression gives.
    let encode: @Sendable (String) -> [String]

    /// An expression for the bytes that a value takes.
    let byteCount: @Sendable (String) -> [String]

    /// Whether writing a value may be refused.
    let mayThrow: Bool
  }

  /// The functions, made of the conformance where there are none of its own.
  var functions: Functions {
    switch coding {
    case .functions(let functions): functions
    case .conformance:
      Functions(
        decode: ["try \(spelling)(decoding: &reader)"],
        encode: { ["try \($0).encode(into: &writer)"] },
        byteCount: { ["\($0).encodedByteCount"] }, mayThrow: true)
    }
  }
}

/// Swift text of several lines.
enum Lines {
  /// `before` joined to the first line, `after` to the last, the others indented.
  static func wrap(
    _ before: String, _ lines: [String], _ after: String = "", indent: String = ""
  ) -> [String] {
    var result = lines.map { indent + $0 }
    if result.isEmpty { return [before + after] }
    result[0] = before + lines[0]
    result[result.count - 1] += after
    return result
  }

  /// `head`, the lines, `}`: on one line where there is one line and it is short.
  static func inlined(_ head: String, _ lines: [String]) -> [String] {
    let shortLine = 60
    guard lines.count == 1, head.count + lines[0].count <= shortLine else {
      return closure(head, lines)
    }
    return ["\(head) \(lines[0]) }"]
  }

  /// `head {`, the lines indented, `tail`.
  static func closure(_ head: String, _ lines: [String], tail: String = "}") -> [String] {
    [head] + lines.map { "  " + $0 } + [tail]
  }
}

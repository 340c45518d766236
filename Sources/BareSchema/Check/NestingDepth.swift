/// How deep values are nested, names followed.
///
/// The syntax is never nested deep, but a chain of names may be: codecs go down a level of the
/// stack for each.
struct NestingDepth {
  /// No message has a use for more, and every codec has the stack for as many.
  static let maximum = 1000

  private var depths: [String: Int] = [:]

  /// The depth of a type whose names are all known; a broken one counts as flat.
  func depth(of type: SchemaType) -> Int {
    switch type {
    case .primitive, .data, .enumeration: 0
    case .optional(let inner), .list(let inner, _): 1 + depth(of: inner)
    case .map(let key, let value): 1 + max(depth(of: key), depth(of: value))
    case .structure(let fields): 1 + (fields.map { depth(of: $0.type) }.max() ?? 0)
    case .union(let members): 1 + (members.map { depth(of: $0.type) }.max() ?? 0)
    case .named(let name): 1 + (depths[name] ?? 0)
    }
  }

  /// Notes a declared type; a chain that is too deep is reported once, and starts anew.
  mutating func add(_ name: String, _ depth: Int) {
    depths[name] = depth > Self.maximum ? 0 : depth
  }
}

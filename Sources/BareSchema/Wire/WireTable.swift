/// The nodes of one or several schemas, each once.
///
/// What schemas declare alike is one node, however often names lead to it, so types that would take
/// exponential room written out are cheap.
struct WireTable {
  private(set) var nodes: [WireNode] = []
  private var indexByNode: [WireNode: WireIndex] = [:]

  subscript(index: WireIndex) -> WireNode { nodes[index] }

  /// The nodes of all types that a schema declares, by name.
  mutating func add(_ schema: Schema) -> [String: WireIndex] {
    var indexByName: [String: WireIndex] = [:]
    for definition in schema.types {
      indexByName[definition.name] = add(definition.type, declared: indexByName)
    }
    return indexByName
  }

  /// The node of a type whose names are declared before it.
  mutating func add(_ type: SchemaType, declared: [String: WireIndex]) -> WireIndex {
    switch type {
    case .primitive(let primitive): intern(node(of: primitive))
    case .data(let byteCount): add(list: byte, count: byteCount)
    case .optional(let wrapped): add(optional: add(wrapped, declared: declared))
    case .list(let element, let count):
      add(list: add(element, declared: declared), count: count)
    case .map(let key, let value):
      intern(
        .map(key: add(key, declared: declared), value: add(value, declared: declared)))
    case .enumeration(let values):
      add(choice: values.map { ($0.number, $0.name, void) })
    case .structure(let fields):
      intern(
        .sequence(
          fields.map { WireNode.Part(name: $0.name, type: add($0.type, declared: declared)) }))
    case .union(let members):
      add(choice: members.map { ($0.tag, $0.type.compactText, add($0.type, declared: declared)) })
    case .named(let name): declared[name] ?? void
    }
  }

  /// The index of a node, which is added if it is new.
  mutating func intern(_ node: WireNode) -> WireIndex {
    if let index = indexByNode[node] { return index }
    nodes.append(node)
    indexByNode[node] = nodes.count - 1
    return nodes.count - 1
  }

  private var void: WireIndex {
    mutating get { intern(.void) }
  }

  private var byte: WireIndex {
    mutating get { intern(.number(.fixed(byteCount: 1, isSigned: false))) }
  }

  private mutating func add(list element: WireIndex, count: UInt64?) -> WireIndex {
    guard let count else { return intern(.list(element)) }
    return intern(.repeated(element, count: count))
  }

  private mutating func add(optional wrapped: WireIndex) -> WireIndex {
    add(choice: [(0, nil, void), (1, nil, wrapped)])
  }

  private mutating func add(
    choice members: [(number: UInt64, name: String?, payload: WireIndex)]
  ) -> WireIndex {
    intern(
      .choice(
        members.map { WireNode.Member(number: $0.number, name: $0.name, payload: $0.payload) }))
  }

  private mutating func node(of primitive: Primitive) -> WireNode {
    switch primitive {
    case .uint: .number(.varint(isSigned: false))
    case .int: .number(.varint(isSigned: true))
    case .u8, .u16, .u32, .u64:
      .number(.fixed(byteCount: primitive.fixedByteCount, isSigned: false))
    case .i8, .i16, .i32, .i64:
      .number(.fixed(byteCount: primitive.fixedByteCount, isSigned: true))
    case .f32, .f64: .number(.float(byteCount: primitive.fixedByteCount))
    case .bool:
      .choice([
        WireNode.Member(number: 0, name: nil, payload: void),
        WireNode.Member(number: 1, name: nil, payload: void),
      ])
    case .str: .text
    case .void: .void
    }
  }
}

extension Primitive {
  /// The width of those that have one.
  fileprivate var fixedByteCount: Int { Int(minimumByteCount) }
}

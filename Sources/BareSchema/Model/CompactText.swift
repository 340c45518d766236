extension SchemaType {
  /// The type as schema text without white space, but for one space between fields and values.
  ///
  /// Numbers and tags are always stated, comments left out, so two types have one text exactly
  /// when they are declared alike: `data[4]`, `list<str>[4]`, `struct{x:u8 y:str}`,
  /// `enum{A=0 B=1}`, `union{u8=0|str=1}`. JSON names in-place union members by it.
  public var compactText: String {
    switch self {
    case .primitive(let primitive): primitive.rawValue
    case .data(let byteCount): "data" + Self.lengthText(byteCount)
    case .optional(let wrapped): "optional<\(wrapped.compactText)>"
    case .list(let element, let count): "list<\(element.compactText)>" + Self.lengthText(count)
    case .map(let key, let value): "map<\(key.compactText)><\(value.compactText)>"
    case .enumeration(let values):
      Self.block("enum", values.map { "\($0.name)=\($0.number)" }, separator: " ")
    case .structure(let fields):
      Self.block("struct", fields.map { "\($0.name):\($0.type.compactText)" }, separator: " ")
    case .union(let members):
      Self.block("union", members.map { "\($0.type.compactText)=\($0.tag)" }, separator: "|")
    case .named(let name): name
    }
  }

  private static func lengthText(_ length: UInt64?) -> String {
    length.map { "[\($0)]" } ?? ""
  }

  private static func block(_ keyword: String, _ items: [String], separator: String) -> String {
    "\(keyword){\(items.joined(separator: separator))}"
  }
}

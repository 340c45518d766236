import BareSchema

extension TypeLowering {
  func lowerOptional(_ wrapped: LoweredType) -> LoweredType {
    let spelling = wrapped.spelling + "?"
    guard case .functions(let inner) = wrapped.coding else {
      return LoweredType(spelling: spelling, coding: .conformance)
    }
    let writer = scope.runtime("BareWriter")
    return LoweredType(
      spelling: spelling,
      coding: .functions(
        LoweredType.Functions(
          decode: Lines.closure("try reader.decodeOptional { \(decodeHead) in", inner.decode),
          encode: { value in
            Lines.closure(
              "try writer.encodeOptional(\(value)) { (value, writer) \(throwing) in",
              inner.encode("value"))
          },
          byteCount: { value in
            Lines.inlined("\(writer).byteCount(ofOptional: \(value)) {", inner.byteCount("$0"))
          },
          mayThrow: true)))
  }

  func lowerList(_ element: LoweredType, count: UInt64?, minimum: String) -> LoweredType {
    let spelling = listSpelling(of: element.spelling)
    if case .conformance = element.coding, count == nil {
      return LoweredType(spelling: spelling, coding: .conformance)
    }
    let inner = element.functions
    let fixed = count.map { "count: \(SwiftWords.literal($0)), " } ?? ""
    let fixedArgument = count.map { ", count: \(SwiftWords.literal($0))" } ?? ""
    let writer = scope.runtime("BareWriter")
    return LoweredType(
      spelling: spelling,
      coding: .functions(
        LoweredType.Functions(
          decode: Lines.closure(
            "try reader.decodeList(\(fixed)minimumByteCount: \(minimum)) { \(decodeHead) in",
            inner.decode),
          encode: { value in
            Lines.closure(
              "try writer.encodeList(\(value)\(fixedArgument)) "
                + "{ (element, writer) \(throwing) in",
              inner.encode("element"))
          },
          byteCount: { value in
            let label = count == nil ? "ofList" : "ofElements"
            return Lines.inlined(
              "\(writer).byteCount(\(label): \(value)) {", inner.byteCount("$0"))
          },
          mayThrow: true)))
  }

  /// Swift 6.3 reads what is in brackets twice, so brackets in brackets take time that doubles with
  /// every level: beyond twelve, which take a tenth of a second, lists are spelled `Array<T>`.
  private func listSpelling(of element: String) -> String {
    let bracketLimit = 12
    var depth = 0
    var deepest = 0
    for byte in element.utf8 {
      if byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "]") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest < bracketLimit ? "[\(element)]" : "\(scope.standard("Array"))<\(element)>"
  }

  func lowerMap(_ key: SchemaType, _ value: SchemaType, inPlaceName name: String) -> LoweredType {
    let loweredKey = lower(key, inPlaceName: name + "Key")
    let loweredValue = lower(value, inPlaceName: name)
    let map = scope.runtime("BareMap")
    let spelling = "\(map)<\(loweredKey.spelling), \(loweredValue.spelling)>"
    if case .conformance = loweredKey.coding, case .conformance = loweredValue.coding {
      return LoweredType(spelling: spelling, coding: .conformance)
    }
    let keys = loweredKey.functions
    let values = loweredValue.functions
    let minimum = schema.minimumByteCountText(
      of: .structure([
        Field(name: "key", type: key, span: SourceSpan(start: 0, end: 0)),
        Field(name: "value", type: value, span: SourceSpan(start: 0, end: 0)),
      ]))
    return LoweredType(
      spelling: spelling,
      coding: .functions(mapFunctions(keys: keys, values: values, minimum: minimum)))
  }

  private func mapFunctions(
    keys: LoweredType.Functions, values: LoweredType.Functions, minimum: String
  ) -> LoweredType.Functions {
    let writer = scope.runtime("BareWriter")
    return LoweredType.Functions(
      decode: Lines.closure(
        "try reader.decodeMap(minimumByteCount: \(minimum)) { \(decodeHead) in",
        keys.decode, tail: "} value: { \(decodeHead) in")
        + values.decode.map { "  " + $0 } + ["}"],
      encode: { value in
        Lines.closure(
          "try writer.encodeMap(\(value)) { (key, writer) \(throwing) in",
          keys.encode("key"), tail: "} value: { (value, writer) \(throwing) in")
          + values.encode("value").map { "  " + $0 } + ["}"]
      },
      byteCount: { value in
        Lines.closure(
          "\(writer).byteCount(ofMap: \(value)) {", keys.byteCount("$0"), tail: "} value: {")
          + values.byteCount("$0").map { "  " + $0 } + ["}"]
      },
      mayThrow: true)
  }

  private var throwing: String { "throws(\(scope.runtime("BareError")))" }

  private var decodeHead: String { "(reader) \(throwing)" }
}

public import BareRuntime

extension Optional: BareJSONCodable where Wrapped: BareJSONCodable {
  /// Reads `null`, or a value; `{"some": value}` where the value itself may be `null`.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard json != .null else {
      self = .none
      return
    }
    guard Wrapped.mayBeNull else {
      self = .some(try Wrapped(json: json))
      return
    }
    var fields = try JSONFields(json)
    let value = try fields.decode("some", as: Wrapped.self)
    try fields.finish()
    self = .some(value)
  }

  /// `null`, or the value.
  public var json: JSONValue {
    guard case .some(let value) = self else { return .null }
    return Wrapped.mayBeNull ? ["some": value.json] : value.json
  }

  /// Yes.
  public static var mayBeNull: Bool { true }
}

extension Array: BareJSONCodable where Element: BareJSONCodable {
  /// Reads an array.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .array(let elements) = json else {
      throw JSONMappingError(expected: "an array", met: json)
    }
    self.init()
    reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do throws(JSONMappingError) {
        append(try Element(json: element))
      } catch {
        throw error.inside(.index(index))
      }
    }
  }

  /// An array.
  public var json: JSONValue { .array(map(\.json)) }
}

extension BareMap: BareJSONCodable
where Key: BareJSONCodable & BareMapKey, Value: BareJSONCodable {
  /// Reads an array of `[key, value]`.
  ///
  /// - Throws: where a pair is none, or a key stands twice.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .array(let elements) = json else {
      throw JSONMappingError(expected: "an array of [key, value]", met: json)
    }
    var pairs: [Element] = []
    for (index, element) in elements.enumerated() {
      do throws(JSONMappingError) {
        pairs.append(try Self.pair(element))
      } catch {
        throw error.inside(.index(index))
      }
    }
    do throws(BareError) {
      try self.init(pairs)
    } catch {
      let mapped = JSONMappingError(expected: "each key once", met: error.reason)
      guard case .index(let index)? = error.path.first else { throw mapped }
      throw mapped.inside(.index(index))
    }
  }

  /// An array of `[key, value]` in the order of the map.
  public var json: JSONValue { .array(map { [$0.key.json, $0.value.json] }) }

  private static func pair(_ json: JSONValue) throws(JSONMappingError) -> Element {
    guard case .array(let parts) = json, parts.count == 2 else {
      throw JSONMappingError(expected: "[key, value]", met: json)
    }
    return (try part(0, of: parts), try part(1, of: parts))
  }

  private static func part<Part: BareJSONCodable>(
    _ index: Int, of parts: [JSONValue]
  ) throws(JSONMappingError) -> Part {
    do throws(JSONMappingError) {
      return try Part(json: parts[index])
    } catch {
      throw error.inside(.index(index))
    }
  }
}

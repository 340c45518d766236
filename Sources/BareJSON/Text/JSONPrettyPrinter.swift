extension JSONValue {
  /// The column that no line of a pretty text goes past, if strings and numbers allow.
  public static let prettyWidth = 100

  /// The value as the repository keeps JSON in files: two spaces a level; an array or object on one
  /// line, as `{"a": 1, "b": [1, 2]}`, if that line fits in `width` columns with its indentation,
  /// key and comma; else one element or member a line. Ends in a line feed. Columns are Unicode
  /// scalars.
  ///
  /// - Parameters:
  ///   - width: the most columns of a line, if strings and numbers allow.
  ///   - alwaysBreak: is given the path from the root and an array or object, and tells whether it
  ///     goes over several lines even if it fits; so do those around it. Empty ones are never
  ///     broken. Repeated keys have the same path.
  public func prettyBytes(
    width: Int = prettyWidth,
    alwaysBreak: (JSONPath, JSONValue) -> Bool = { _, _ in false }
  ) -> [UInt8] {
    withoutActuallyEscaping(alwaysBreak) { alwaysBreak in
      var printer = JSONPrettyPrinter(width: width, alwaysBreak: alwaysBreak)
      printer.print(self, indentation: 0, usedColumnCount: 0)
      printer.writer.append("\n")
      return printer.writer.bytes
    }
  }
}

/// Lays values out over lines.
private struct JSONPrettyPrinter {
  let width: Int
  let alwaysBreak: (JSONPath, JSONValue) -> Bool
  var writer = JSONWriter(isSpaced: true)

  /// The path of the value at hand.
  private var path = JSONPath()

  init(width: Int, alwaysBreak: @escaping (JSONPath, JSONValue) -> Bool) {
    self.width = width
    self.alwaysBreak = alwaysBreak
  }

  /// Appends a value to a line on which so many columns are taken, by what stands before the value
  /// and by the comma after it.
  mutating func print(_ value: JSONValue, indentation: Int, usedColumnCount: Int) {
    switch value {
    case .array(let elements) where room(after: value, in: width - usedColumnCount) == nil:
      printBroken(elements, indentation: indentation)
    case .object(let object) where room(after: value, in: width - usedColumnCount) == nil:
      printBroken(object, indentation: indentation)
    default: writer.write(value)
    }
  }

  private mutating func printBroken(_ elements: [JSONValue], indentation: Int) {
    guard !elements.isEmpty else { return writer.append("[]") }
    let inner = indentation + 2
    writer.append("[")
    for (index, element) in elements.enumerated() {
      let comma = index + 1 < elements.count ? 1 : 0
      startLine(indentation: inner)
      path.components.append(.index(index))
      print(element, indentation: inner, usedColumnCount: inner + comma)
      path.components.removeLast()
      if comma == 1 { writer.append(",") }
    }
    startLine(indentation: indentation)
    writer.append("]")
  }

  private mutating func printBroken(_ object: JSONObject, indentation: Int) {
    guard !object.isEmpty else { return writer.append("{}") }
    let inner = indentation + 2
    writer.append("{")
    for (index, member) in object.enumerated() {
      let comma = index + 1 < object.count ? 1 : 0
      startLine(indentation: inner)
      writer.writeKey(member.key)
      path.components.append(.key(member.key))
      let used = inner + width - (roomAfterKey(member.key, in: width) ?? 0) + comma
      print(member.value, indentation: inner, usedColumnCount: used)
      path.components.removeLast()
      if comma == 1 { writer.append(",") }
    }
    startLine(indentation: indentation)
    writer.append("}")
  }

  private mutating func startLine(indentation: Int) {
    writer.append("\n")
    writer.bytes += repeatElement(UInt8(ascii: " "), count: indentation)
  }
}

// MARK: - Measuring

/// Each function gives what is left of so many columns, or nil where they do not suffice. None
/// reads on after that, so a value costs no more than the columns of a line, however large it is.
extension JSONPrettyPrinter {
  private mutating func room(after value: JSONValue, in room: Int) -> Int? {
    switch value {
    case .null: left(of: room, after: 4)
    case .bool(let value): left(of: room, after: value ? 4 : 5)
    case .number(let number): left(of: room, after: number.text.utf8.count)
    case .string(let text): roomAfterString(text, in: room)
    case .array(let elements) where elements.isEmpty: left(of: room, after: 2)
    case .object(let object) where object.isEmpty: left(of: room, after: 2)
    case .array(let elements):
      alwaysBreak(path, value) ? nil : roomAfterElements(elements, in: room)
    case .object(let object): alwaysBreak(path, value) ? nil : roomAfterMembers(object, in: room)
    }
  }

  private mutating func roomAfterElements(_ elements: [JSONValue], in room: Int) -> Int? {
    var room = room
    for (index, element) in elements.enumerated() {
      guard let rest = roomAfter(.index(index), element, in: room) else { return nil }
      room = rest
    }
    return room
  }

  private mutating func roomAfterMembers(_ object: JSONObject, in room: Int) -> Int? {
    var room = room
    for member in object {
      guard let valueRoom = roomAfterKey(member.key, in: room),
        let rest = roomAfter(.key(member.key), member.value, in: valueRoom)
      else { return nil }
      room = rest
    }
    return room
  }

  /// Measures an element and two columns beside it: a comma and a space, or for the last element
  /// the two brackets.
  private mutating func roomAfter(
    _ component: JSONPath.Component, _ value: JSONValue, in room: Int
  ) -> Int? {
    path.components.append(component)
    defer { path.components.removeLast() }
    return left(of: room, after: 2).flatMap { self.room(after: value, in: $0) }
  }

  private func roomAfterKey(_ key: String, in room: Int) -> Int? {
    roomAfterString(key, in: room).flatMap { left(of: $0, after: 2) }
  }

  private func roomAfterString(_ text: String, in room: Int) -> Int? {
    var room = room - 2
    for byte in text.utf8 where !UTF8.isContinuation(byte) {
      guard room > 0 else { return nil }
      room -= JSONWriter.escapedByteCount(byte)
    }
    return room < 0 ? nil : room
  }

  private func left(of room: Int, after columnCount: Int) -> Int? {
    room < columnCount ? nil : room - columnCount
  }
}

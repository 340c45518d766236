import BareJSON

/// The parameters of a message, or a part of them, read key by key.
struct Params {
  let json: JSONValue

  /// The keys that lead here, for messages.
  private let path: String

  init(_ json: JSONValue) {
    self.init(json, path: "params")
  }

  private init(_ json: JSONValue, path: String) {
    self.json = json
    self.path = path
  }

  /// The part by a key; null where there is none.
  subscript(key: String) -> Params {
    Params(json[key] ?? .null, path: "\(path).\(key)")
  }

  /// Whether there is nothing, or null.
  var isAbsent: Bool { json.isNull }

  func string() throws(ResponseError) -> String {
    guard let value = json.stringValue else { throw invalid("a string") }
    return value
  }

  func bool() throws(ResponseError) -> Bool {
    guard let value = json.boolValue else { throw invalid("true or false") }
    return value
  }

  /// A whole number; those of positions may be no less than 0.
  func integer(from minimum: Int = .min) throws(ResponseError) -> Int {
    guard let value = json.numberValue?.exactly(Int.self), value >= minimum else {
      throw invalid(minimum == 0 ? "a whole number from 0" : "a whole number")
    }
    return value
  }

  func elements() throws(ResponseError) -> [Params] {
    guard let values = json.arrayValue else { throw invalid("an array") }
    return values.enumerated().map { Params($1, path: "\(path)[\($0)]") }
  }

  func object() throws(ResponseError) {
    guard json.objectValue != nil else { throw invalid("an object") }
  }

  func position() throws(ResponseError) -> Position {
    Position(
      line: try self["line"].integer(from: 0), character: try self["character"].integer(from: 0))
  }

  private func invalid(_ expected: String) -> ResponseError {
    let met = json.isNull ? "nothing" : json.kindName
    return ResponseError(.invalidParams, "`\(path)`: expected \(expected), met \(met)")
  }
}

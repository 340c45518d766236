public import Foundation

/// A folder of cases, with files beside them that say byte for byte what becomes of them.
///
/// With `BARE_REFRESH` in the environment the files are written anew where they differ, and removed
/// where nothing is expected any more. Such a run fails all the same, so that nobody takes it for a
/// pass: read what changed.
public struct GoldenFolder: Sendable {
  /// Where cases and files are.
  public let url: URL

  private let endings: [String]

  /// A folder in which all files with names that end so are expectations.
  public init(_ url: URL, endings: [String]) {
    self.url = url
    self.endings = endings
  }

  /// The cases: names of the schemas without `.bare`, sorted.
  public func schemaNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { $0.hasSuffix(".bare") }.map { String($0.dropLast(".bare".count)) }.sorted()
  }

  /// The bytes of a schema.
  public func schema(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appending(path: name + ".bare")))
  }

  /// What differs between the files and the texts by file name, a message each.
  ///
  /// An empty text is one that has no file; a file without a text differs.
  public func differences(from texts: [String: String]) throws -> [String] {
    let present = try FileManager.default.contentsOfDirectory(atPath: url.path)
      .filter { name in endings.contains { name.hasSuffix($0) } }
    return try Set(present).union(texts.keys).sorted().compactMap { name in
      try difference(of: name, from: texts[name] ?? "")
    }
  }

  private func difference(of name: String, from text: String) throws -> String? {
    let file = url.appending(path: name)
    let expected = try? Data(contentsOf: file)
    let met = text.isEmpty ? nil : Data(text.utf8)
    if met == expected { return nil }
    guard ProcessInfo.processInfo.environment["BARE_REFRESH"] != nil else {
      guard let expected else { return "\(name) is missing, met\n\(text)" }
      if met == nil { return "\(name) is there, where nothing is expected" }
      return "\(name), \(Self.firstDifference(String(decoding: expected, as: UTF8.self), text))"
    }
    guard let met else {
      try FileManager.default.removeItem(at: file)
      return "\(name) was removed"
    }
    try met.write(to: file)
    return "\(name) was written anew"
  }

  private static func firstDifference(_ expected: String, _ met: String) -> String {
    let expected = expected.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let met = met.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let index = zip(expected, met).prefix { $0.elementsEqual($1) }.count
    func line(_ lines: [Substring.UTF8View]) -> String {
      index < lines.count ? String(Substring(lines[index])) : "(end)"
    }
    return "line \(index + 1): expected\n\(line(expected))\nmet\n\(line(met))"
  }
}

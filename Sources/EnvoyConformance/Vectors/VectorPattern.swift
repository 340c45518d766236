/// A pattern of ids: `*` stands for part of a slug, `**` for any number of slugs.
public struct VectorPattern: Sendable {
  private let parts: [String]

  /// Reads a pattern, such as `envoy/v6/**/stopping` or `bare/*/none`.
  public init(_ text: String) {
    parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether an id is one of those meant.
  public func matches(_ id: String) -> Bool {
    let slugs = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return Self.matches(parts[...], slugs[...])
  }

  private static func matches(_ parts: ArraySlice<String>, _ slugs: ArraySlice<String>) -> Bool {
    guard let part = parts.first else { return slugs.isEmpty }
    if part == "**" {
      return (0...slugs.count).contains { matches(parts.dropFirst(), slugs.dropFirst($0)) }
    }
    guard let slug = slugs.first, matchesSlug(part[...], slug[...]) else { return false }
    return matches(parts.dropFirst(), slugs.dropFirst())
  }

  private static func matchesSlug(_ pattern: Substring, _ slug: Substring) -> Bool {
    guard let letter = pattern.first else { return slug.isEmpty }
    if letter == "*" {
      return (0...slug.count).contains { matchesSlug(pattern.dropFirst(), slug.dropFirst($0)) }
    }
    return slug.first == letter && matchesSlug(pattern.dropFirst(), slug.dropFirst())
  }
}

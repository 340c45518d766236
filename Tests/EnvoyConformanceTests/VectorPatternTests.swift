import Testing

@testable import EnvoyConformance

/// Which ids a pattern means.
struct VectorPatternTests {
  private static let ids = [
    "envoy/v6/to-rivet/stopping", "envoy/v6/to-rivet/kv/get/none", "envoy/v1/to-rivet/stopping",
    "bare/texts/str/none",
  ]

  @Test(
    "one star is part of a slug, two are any slugs",
    arguments: [
      ("envoy/v6/to-rivet/stopping", [0]), ("**", [0, 1, 2, 3]), ("envoy/**", [0, 1, 2]),
      ("envoy/*/to-rivet/stopping", [0, 2]), ("envoy/v*/**/st*ing", [0, 2]), ("**/none", [1, 3]),
      ("**/to-rivet/**", [0, 1, 2]), ("**/**/none", [1, 3]), ("*", []), ("*/*/*/*", [0, 2, 3]),
      ("envoy/v6", []), ("envoy/v6/", []), ("", []), ("envoy/v6/to-rivet/stopping/**", [0]),
      ("*/v6/*/k*/**", [1]), ("*e*/**", [0, 1, 2, 3]), ("**/*o*/none", []), ("**/*t/none", [1]),
    ])
  func matches(pattern: String, expected: [Int]) {
    let pattern = VectorPattern(pattern)
    #expect(Self.ids.indices.filter { pattern.matches(Self.ids[$0]) } == expected)
  }
}

/// The versions of a protocol; the raw value is the number by which peers agree on one.
public protocol FamilyVersion: RawRepresentable<UInt16>, CaseIterable, Hashable, Sendable {
  /// The newest version.
  static var latest: Self { get }
}

extension FamilyVersion {
  /// The version of a number that a peer names (`ENVOY-2.2`).
  ///
  /// - Throws: class `version` where there is none of this number; it says which there are.
  public init(number: UInt16) throws(BareError) {
    guard let version = Self(rawValue: number) else {
      let known = Self.allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
      throw BareError(.version("expected a version of \(known), met \(number)"))
    }
    self = version
  }
}

/// What becomes of a value that has a field which the target version lacks.
public enum ConversionLoss: Hashable, Sendable {
  /// The field is left out, silently.
  case drop

  /// The conversion is refused with ``IncompatibleVersion``.
  case refuse
}

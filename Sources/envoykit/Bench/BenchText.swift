/// How measured numbers are written.
enum BenchText {
  /// Hundredths: more would be noise.
  static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// A text at the right of a column.
  static func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

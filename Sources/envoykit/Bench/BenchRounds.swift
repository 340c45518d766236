import CommandLineSupport

extension ArgumentScanner {
  /// Takes `--rounds N`, how often each is measured.
  mutating func roundCount(default count: Int) throws(UsageError) -> Int {
    try value("--rounds", expecting: "a number from 1 on") {
      Int($0).flatMap { $0 > 0 ? $0 : nil }
    } ?? count
  }
}

extension [Double] {
  /// The one in the middle, of two the larger; there is one at least.
  var median: Double { sorted()[count / 2] }
}

import BareJSON
import CommandLineSupport

/// `envoykit bench codec`: encode and decode against memcpy.
struct BenchCodecCommand: ToolCommand {
  static let name = "bench codec"
  static let help = """
    envoykit bench codec [--json]

    Measures five messages by the generated codec: medians of interleaved rounds in
    one process, each beside a copy of the same bytes into a new buffer. Ratios to
    the copy carry over to other machines, times do not. Build with `-c release`.

    Options:
      --json   one object instead of a table
    """

  private let isJSON: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    isJSON = try scanner.flag("--json")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let measurements = [
      try CodecMeasurement(name: "kv-get", message: try BenchMessages.kvGet()),
      try CodecMeasurement(name: "request-start", message: try BenchMessages.requestStart()),
      try CodecMeasurement(name: "commands", message: try BenchMessages.commands()),
      try CodecMeasurement(name: "commit", message: try BenchMessages.commit()),
      try CodecMeasurement(name: "pages", message: try BenchMessages.pages()),
    ]
    if isJSON {
      let json: JSONValue = ["messages": .array(measurements.map(\.json))]
      Output.line(json.compactText)
    } else {
      Output.line("message           bytes   encode ns   decode ns   memcpy ns   encode/  decode/")
      for measurement in measurements { Output.line(measurement.row) }
    }
    return .success
  }
}

extension CodecMeasurement {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "bytes": .number(JSONNumber(byteCount)),
      "encodeNanoseconds": Self.rounded(encodeNanoseconds).json,
      "decodeNanoseconds": Self.rounded(decodeNanoseconds).json,
      "memcpyNanoseconds": Self.rounded(memcpyNanoseconds).json,
      "encodeRatio": Self.rounded(encodeRatio).json, "decodeRatio": Self.rounded(decodeRatio).json,
    ]
  }

  fileprivate var row: String {
    let numbers = [
      Self.column("\(byteCount)", 9), Self.column("\(Self.rounded(encodeNanoseconds))", 12),
      Self.column("\(Self.rounded(decodeNanoseconds))", 12),
      Self.column("\(Self.rounded(memcpyNanoseconds))", 12),
      Self.column("\(Self.rounded(encodeRatio))", 10),
      Self.column("\(Self.rounded(decodeRatio))", 9),
    ]
    return name + String(repeating: " ", count: 14 - name.count) + numbers.joined()
  }

  /// Hundredths: more would be noise.
  private static func rounded(_ value: Double) -> Double {
    (value * 100).rounded() / 100
  }

  private static func column(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

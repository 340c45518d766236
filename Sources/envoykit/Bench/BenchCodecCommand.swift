import BareJSON
import CommandLineSupport

/// `envoykit bench codec`: encode and decode against memcpy.
struct BenchCodecCommand: ToolCommand {
  static let name = "bench codec"
  static let help = """
    envoykit bench codec [--json]

    Example:
      envoykit bench codec

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
      "encodeNanoseconds": BenchText.rounded(encodeNanoseconds).json,
      "decodeNanoseconds": BenchText.rounded(decodeNanoseconds).json,
      "memcpyNanoseconds": BenchText.rounded(memcpyNanoseconds).json,
      "encodeRatio": BenchText.rounded(encodeRatio).json,
      "decodeRatio": BenchText.rounded(decodeRatio).json,
    ]
  }

  fileprivate var row: String {
    let numbers = [
      BenchText.column("\(byteCount)", 9),
      BenchText.column("\(BenchText.rounded(encodeNanoseconds))", 12),
      BenchText.column("\(BenchText.rounded(decodeNanoseconds))", 12),
      BenchText.column("\(BenchText.rounded(memcpyNanoseconds))", 12),
      BenchText.column("\(BenchText.rounded(encodeRatio))", 10),
      BenchText.column("\(BenchText.rounded(decodeRatio))", 9),
    ]
    return name + String(repeating: " ", count: 14 - name.count) + numbers.joined()
  }
}

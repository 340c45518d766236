import BareDynamic
import BareJSON
import BareRuntime
import BareSchema
import CommandLineSupport

/// `barec encode`: one JSON value to bytes.
struct EncodeCommand: ToolCommand {
  static let name = "encode"
  static let help = """
    barec encode SCHEMA TYPE [--hex]

    Example:
      echo '{"name": "Ada"}' | barec encode person.bare Person --hex

    Reads one JSON value from standard input and writes its bytes to standard
    output.

    Options:
      --hex              a line of hex digits instead of bytes
      --error-format F   plain, caret, json or github, for errors of the schema
      --color WHEN       auto (default), always or never
    """

  private let message: MessageType
  private let isHex: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    isHex = try scanner.flag("--hex")
    message = try MessageType(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    guard let (codec, type) = try message.resolve() else { return .findings }
    let input = try FileIO.read("-")
    do {
      let json = try JSONValue(parsing: input)
      let bytes = try codec.encode(try codec.value(of: json, as: type), as: type)
      let hex = isHex ? Array((try Bytes(bytes)).hex.utf8) + [UInt8(ascii: "\n")] : bytes
      try Terminal.write(hex)
      return .success
    } catch let error as JSONError {
      return try fail(at: error.position, "not JSON: \(error.message)")
    } catch let error as JSONMappingError {
      let position = error.path.position(of: error.part, in: input)
      return try fail(at: position, "\(error.reason), at \(error.path)")
    } catch let error as BareError {
      return try fail(at: nil, error.description)
    }
  }

  private func fail(at position: JSONPosition?, _ message: String) throws -> ExitStatus {
    let place = position.map { "standard input:\($0.line):\($0.column)" } ?? "standard input"
    try Terminal.write("\(place): error: \(message)\n".utf8, to: .error)
    return .findings
  }
}

/// `barec decode`: bytes to one line of JSON.
struct DecodeCommand: ToolCommand {
  static let name = "decode"
  static let help = """
    barec decode SCHEMA TYPE [--hex]

    Example:
      echo 03416461 | barec decode person.bare Person --hex

    Reads the bytes of one message from standard input and writes a line of JSON.

    Options:
      --hex              hex digits, with any white space between them, instead of
                         bytes
      --error-format F   plain, caret, json or github, for errors of the schema
      --color WHEN       auto (default), always or never
    """

  private let message: MessageType
  private let isHex: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    isHex = try scanner.flag("--hex")
    message = try MessageType(parsing: &scanner)
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    guard let (codec, type) = try message.resolve() else { return .findings }
    do {
      let bytes = try MessageInput.bytes(try FileIO.read("-"), isHex: isHex)
      let value = try codec.decode(bytes, as: type)
      try Terminal.write(codec.json(of: value, as: type).compactBytes() + [UInt8(ascii: "\n")])
      return .success
    } catch let error as BareError {
      try Terminal.write("standard input: error: \(error)\n".utf8, to: .error)
      return .findings
    } catch let error as HexError {
      try Terminal.write("standard input: error: \(error)\n".utf8, to: .error)
      return .findings
    }
  }
}

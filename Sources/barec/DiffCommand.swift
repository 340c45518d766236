import BareDynamic
import BareRuntime
import BareSchema
import CommandLineSupport

/// `barec diff`: the first field in which two messages differ.
struct DiffCommand: ToolCommand {
  static let name = "diff"
  static let help = """
    barec diff SCHEMA TYPE A B [--hex]

    Examples:
      barec diff person.bare Person ada.bin grace.bin
      echo 034164610124 | barec diff person.bare Person ada.hex - --hex

    Names the first field in which two messages differ, with its offset, bytes and
    value in both; nothing where they are equal. A or B may be `-`, standard input.

    Exit status: 0 equal, 1 different, 65 one cannot be read.

    Options:
      --hex              hex digits, with any white space between them, instead of
                         bytes
      --error-format F   plain, caret, json or github, for errors of the schema
      --color WHEN       auto (default), always or never
    """

  private let type: MessageType
  private let paths: (left: String, right: String)
  private let isHex: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    isHex = try scanner.flag("--hex")
    type = try MessageType(parsing: &scanner)
    paths = (try scanner.positional("A"), try scanner.positional("B"))
    try scanner.finish()
    if paths == ("-", "-") { throw UsageError("A and B are both standard input; one may be") }
  }

  func run() throws -> ExitStatus {
    guard let (codec, type) = try type.resolve() else { return .findings }
    let left = try message(of: paths.left, codec, type)
    let right = try message(of: paths.right, codec, type)
    guard let left, let right else { return .badInput }
    guard let difference = try codec.firstDifference(left, right, as: type) else { return .success }
    try Terminal.write(text(of: difference, left, right).utf8)
    return .findings
  }

  /// A message that can be read; nil where it cannot, which is reported.
  private func message(
    of path: String, _ codec: DynamicCodec, _ type: TypeDefinition
  ) throws -> Bytes? {
    guard let message = try StandardInput.message(of: path, isHex: isHex) else { return nil }
    do throws(BareError) {
      _ = try codec.decode(message, as: type)
      return message
    } catch {
      try StandardInput.report(error, in: message, of: path)
      return nil
    }
  }

  private func text(of difference: MessageDifference, _ left: Bytes, _ right: Bytes) -> String {
    let sides = [(paths.left, difference.left, left), (paths.right, difference.right, right)]
    let rows = sides.map { path, value, message in
      [
        "  \(StandardInput.title(of: path))", "at byte \(value.byteRange.lowerBound)",
        HexText.short(message.slice(value.byteRange)),
        value.meaningText(columns: Self.maximumColumns),
      ]
    }
    let left = difference.left
    return "\(left.pathText) differs, of type \(left.typeText)\n" + TextTable.text(rows, right: [])
  }

  /// So much of a text is shown that a line stays one.
  private static let maximumColumns = 48
}

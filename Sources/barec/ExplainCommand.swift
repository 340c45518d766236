import BareDynamic
import BareGenerate
import BareRuntime
import BareSchema
import CommandLineSupport

/// `barec explain`: what each byte of a message says, or what a diagnostic means.
struct ExplainCommand: ToolCommand {
  static let name = "explain"
  static let help = """
    barec explain SCHEMA TYPE [--hex] [--against SCHEMA [TYPE]]
    barec explain CODE

    Examples:
      barec explain person.bare Person < ada.bin
      echo 034164610124 | barec explain person.bare Person --hex
      barec explain v6.bare ToRivet --against v5.bare < frame.bin
      barec explain BARE0207

    Reads a message from standard input and writes a line for each value: offset,
    bytes, path, type and meaning. Lengths, counts, tags and what says whether an
    optional is there have lines of their own, so each byte stands in one line.
    A list of u8 is one line; of a list or map of more than \
    \(AnnotatedMessage.maximumElementCount)
    elements the rest is one line. A message that cannot be read is explained up
    to where it breaks off; the reason is on standard error.

    Of a CODE, such as BARE0207, it tells the cause, an example and what to do.

    Exit status: 0 the message was read, 1 errors of a schema, 65 it was not read.

    Options:
      --hex              hex digits, with any white space between them, instead of
                         bytes
      --against SCHEMA   read it by another schema too, by the type of the same
                         name or the TYPE that follows, and tell which one reads
                         the whole message
      --error-format F   plain, caret, json or github, for errors of the schema
      --color WHEN       auto (default), always or never
    """

  private let subject: Subject

  private enum Subject {
    case code(DiagnosticCode)
    case message(MessageType, against: MessageType?, isHex: Bool)
  }

  init(parsing scanner: inout ArgumentScanner) throws {
    let isHex = try scanner.flag("--hex")
    let other = try scanner.value("--against")
    let reporting = try Reporting(parsing: &scanner)
    let first = try scanner.positional("SCHEMA or CODE")
    var rest = try scanner.positionals()[...]
    guard let type = rest.popFirst() else {
      subject = .code(try DiagnosticCode(argument: first))
      return
    }
    let otherType = other == nil ? nil : rest.popFirst()
    if let extra = rest.first { throw UsageError("unexpected argument `\(extra)`") }
    subject = .message(
      MessageType(path: first, type: type, reporting: reporting),
      against: other.map {
        MessageType(path: $0, type: otherType ?? type, reporting: reporting)
      },
      isHex: isHex)
  }

  func run() throws -> ExitStatus {
    switch subject {
    case .code(let code):
      try Terminal.write(code.explanation.utf8)
      return .success
    case .message(let type, nil, let isHex):
      guard let reading = try Reading(of: type) else { return .findings }
      return try explain(reading, isHex: isHex)
    case .message(let type, let other?, let isHex):
      guard let reading = try Reading(of: type), let other = try Reading(of: other) else {
        return .findings
      }
      return try compare(reading, other, isHex: isHex)
    }
  }

  private func explain(_ reading: Reading, isHex: Bool) throws -> ExitStatus {
    guard let message = try StandardInput.message(isHex: isHex) else { return .badInput }
    let explained = reading.annotated(message)
    try Terminal.write(AnnotationTable(explained).text.utf8)
    guard let failure = explained.failure else { return .success }
    try StandardInput.report(failure, in: message)
    return .badInput
  }

  private func compare(
    _ reading: Reading, _ other: Reading, isHex: Bool
  ) throws -> ExitStatus {
    guard let message = try StandardInput.message(isHex: isHex) else { return .badInput }
    let comparison = ReadingComparison(
      left: reading.annotated(message), leftTitle: reading.title,
      right: other.annotated(message), rightTitle: other.title)
    try Terminal.write(comparison.text.utf8)
    for (title, explained) in comparison.readings {
      guard let failure = explained.failure else { continue }
      try StandardInput.report(failure, in: message, as: title)
    }
    return comparison.left.failure == nil ? .success : .badInput
  }
}

/// A type by which messages are read.
private struct Reading {
  let title: String
  private let codec: DynamicCodec
  private let type: TypeDefinition

  /// Nil where the schema has errors, which are reported.
  init?(of message: MessageType) throws {
    guard let (codec, type) = try message.resolve() else { return nil }
    (title, self.codec, self.type) = (message.title, codec, type)
  }

  func annotated(_ message: Bytes) -> AnnotatedMessage {
    codec.annotate(message, as: type)
  }
}

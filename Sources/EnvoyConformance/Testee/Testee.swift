import BareDynamic
import BareJSON
import BareRuntime
import BareSchema
import Foundation

/// Our own testee: answers the testee protocol by one of our codecs.
public final class Testee {
  /// Which codec answers.
  public enum Codec: String, CaseIterable, Sendable {
    /// Generated Swift; its JSON comes from `--emit json`.
    case generated

    /// The codec that walks the schema at run time.
    case dynamic
  }

  private let codec: Codec
  private let mutant: CodecMutant?
  private let version: String
  private var inlineCodecs: [String: DynamicCodec] = [:]

  /// A testee of a codec; the version is that of the tool.
  public init(codec: Codec, version: String) {
    self.codec = codec
    mutant = nil
    self.version = version
  }

  /// A testee that is wrong on purpose.
  public init(mutant: CodecMutant, version: String) {
    codec = mutant.codec
    self.mutant = mutant
    self.version = version
  }

  /// Answers each line of standard input by one on standard output, until the input ends.
  public func run() {
    let lines = DuplexLines(input: 0, output: 1)
    while true {
      switch lines.step(timeoutMilliseconds: -1) {
      case .lines(let requests):
        for request in requests { lines.queue(reply(to: request)) }
      case .progress, .silence: continue
      case .end: return
      case .lineTooLong:
        lines.queue(Self.fault(.null, "a line is longer than the protocol allows").compactBytes())
        while !lines.isFlushed { _ = lines.step(timeoutMilliseconds: -1) }
        return
      }
    }
  }

  /// The reply to one line.
  public func reply(to line: [UInt8]) -> [UInt8] {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: line)
    } catch {
      return Self.fault(.null, "not JSON: \(error)").compactBytes()
    }
    do {
      guard let mutant else { return reply(to: try TesteeRequest(json)).compactBytes() }
      let answer = reply(to: try TesteeRequest(mutant.request(json)))
      return mutant.reply(json, answer).compactBytes()
    } catch {
      return Self.fault(json["seq"] ?? .null, "not a request: \(error)").compactBytes()
    }
  }

  private func reply(to request: TesteeRequest) -> JSONValue {
    let answer: (String, JSONValue) =
      switch request.command {
      case .hello: ("hello", hello)
      case .decode(let type, let bytes):
        answer(type) { ("value", try $0.decode(bytes)) }
      case .recode(let type, let bytes):
        answer(type) { ("bytes", .string((try Bytes(try $0.recode(bytes))).hex)) }
      case .encode(let type, let value):
        answer(type) { ("bytes", .string(try $0.encode(value).hex)) }
      case .convert(let value, let type, let from, let to):
        conversion(of: value, type: type, from: from, to: to)
      case .other(let name): ("skip", .string("the command `\(name)` is not offered"))
      }
    return .object([("seq", request.sequence), answer])
  }

  private var hello: JSONValue {
    [
      "name": .string("envoykit-\(codec.rawValue)"), "version": .string(version),
      "language": "swift", "protocol": 1, "tiers": ["recode", "codec"],
      "schemas": .array(
        BuiltInSchema.all.keys.sorted().map(JSONValue.string)
          + (codec == .dynamic ? ["inline"] : [])),
      "features": codec == .generated ? ["convert"] : [],
    ]
  }

  private func conversion(
    of value: JSONValue, type: String, from source: String, to target: String
  ) -> (String, JSONValue) {
    guard codec == .generated else { return ("skip", "only generated code converts") }
    return switch Converter.convert(value, type: type, from: source, to: target) {
    case .converted(let value): ("value", value)
    case .unsupported(let refusal): ("unsupported", refusal.json)
    case .noVersion(let message): ("reject", ["error": "version", "message": .string(message)])
    case .value(let message): ("reject", ["error": "value", "message": .string(message)])
    case .unknown(let reason): ("skip", .string(reason))
    }
  }

  private func answer(
    _ type: TesteeRequest.MessageType, _ body: (MessageCodec) throws -> (String, JSONValue)
  ) -> (String, JSONValue) {
    do {
      return try body(try messageCodec(for: type))
    } catch let error as Unanswerable {
      return error.answer
    } catch let error as BareError {
      return ("reject", Self.rejection(error))
    } catch let error as BareJSONError {
      if case .encoding(let error) = error { return ("reject", Self.rejection(error)) }
      return ("reject", ["error": "value", "message": .string("\(error)")])
    } catch {
      return ("reject", ["error": "value", "message": .string("\(error)")])
    }
  }

  private func messageCodec(
    for type: TesteeRequest.MessageType
  ) throws(Unanswerable) -> MessageCodec {
    if let text = type.schemaText {
      guard codec == .dynamic else { throw .skip("the generated codec knows no inline schema") }
      let codec = try inlineCodec(text)
      guard let definition = codec.schema[type.type] else {
        throw .skip("the schema has no type `\(type.type)`")
      }
      return .dynamic(.plain(codec, definition))
    }
    guard let schema = BuiltInSchema.all[type.schema] else {
      throw .skip("no schema `\(type.schema)`")
    }
    guard let generated = schema.generated[type.type], let reference = schema.reference(type.type)
    else { throw .skip("`\(type.schema)` has no type `\(type.type)`") }
    return codec == .dynamic
      ? .dynamic(reference) : .generated(generated, typeName: type.type)
  }

  private func inlineCodec(_ text: String) throws(Unanswerable) -> DynamicCodec {
    if let known = inlineCodecs[text] { return known }
    let source = SourceFile(path: "inline", text: text)
    let compilation = SchemaCompiler.compile(source)
    guard let schema = compilation.schema else {
      throw .fault(DiagnosticFormat.plain.render(compilation.diagnostics, in: source))
    }
    let codec = DynamicCodec(schema: schema)
    inlineCodecs[text] = codec
    return codec
  }

  private static func rejection(_ error: BareError) -> JSONValue {
    var object = JSONObject([
      ("error", .string(error.errorClass.rawValue)), ("message", .string(error.description)),
    ])
    if let byteOffset = error.byteOffset {
      object.append("offset", .number(JSONNumber(byteOffset)))
    }
    if !error.path.isEmpty { object.append("path", .string(error.pathText)) }
    return .object(object)
  }

  private static func fault(_ sequence: JSONValue, _ message: String) -> JSONValue {
    ["seq": sequence, "fault": ["message": .string(message)]]
  }
}

/// Why a request has no answer by a codec.
private enum Unanswerable: Error {
  case skip(String)
  case fault(String)

  var answer: (String, JSONValue) {
    switch self {
    case .skip(let reason): ("skip", .string(reason))
    case .fault(let message): ("fault", ["message": .string(message)])
    }
  }
}

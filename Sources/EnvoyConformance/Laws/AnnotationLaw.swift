import BareDynamic
import BareRuntime
import BareSchema

/// What holds for the explanation of a message: it covers the bytes that can be read, each once,
/// and ends as decoding does.
struct AnnotationLaw {
  private let codec: DynamicCodec
  private let type: TypeDefinition

  /// The law for messages of a type; nil where messages are of several schemas.
  init?(_ schema: BuiltInSchema, type name: String) {
    guard let codec = schema.dynamic, let type = codec.schema[name] else { return nil }
    (self.codec, self.type) = (codec, type)
  }

  /// What is wrong with the explanation of a message; nil where nothing is.
  func fault(of message: Bytes) -> String? {
    let annotated = codec.annotate(message, as: type)
    let refusal = refusal(of: message)
    guard annotated.failure == refusal else {
      return "the explanation ends by \(text(annotated.failure)), decoding by \(text(refusal))"
    }
    let end = annotated.annotations.reduce(0) {
      $1.byteRange.lowerBound == $0 ? $1.byteRange.upperBound : -1
    }
    let wanted = refusal?.byteOffset ?? message.count
    return end == wanted ? nil : "the explanation covers \(end) bytes, not \(wanted)"
  }

  private func refusal(of message: Bytes) -> BareError? {
    do throws(BareError) {
      _ = try codec.decode(message, as: type)
      return nil
    } catch {
      return error
    }
  }

  private func text(_ error: BareError?) -> String {
    error.map { "\($0.errorClass.rawValue) in \($0.pathText)" } ?? "no failure"
  }
}

public import BareRuntime
public import BareSchema

/// A message with a note on each stretch of it, up to its end or to where it cannot be read.
///
/// The ranges follow one another without gap or overlap, from the first byte to the offset of the
/// failure.
public struct AnnotatedMessage: Sendable {
  /// The bytes.
  public let message: Bytes

  /// What they say, in their order.
  public let annotations: [Annotation]

  /// What ``DynamicCodec/decode(_:as:)`` throws for the message; nil where it throws nothing.
  public let failure: BareError?

  /// Of a longer list or map the rest is one annotation: two screens show what its elements are.
  public static let maximumElementCount = 64

  /// What follows so many annotations is one more: nobody reads on, and the memory stays small.
  public static let maximumAnnotationCount = 10_000
}

extension DynamicCodec {
  /// Reads a message of a declared type and says what each byte of it means.
  ///
  /// It refuses what ``decode(_:as:)`` refuses, with the same error. A list of `u8` is one
  /// annotation.
  public func annotate(_ message: Bytes, as type: TypeDefinition) -> AnnotatedMessage {
    annotate(message, as: type, scope: .everything)
  }

  func annotate(
    _ message: Bytes, as type: TypeDefinition, scope: AnnotationCollector.Scope
  ) -> AnnotatedMessage {
    var annotator = Annotator(schema: schema, message: message, scope: scope)
    var failure: BareError?
    do throws(BareError) {
      try BareReader.readMessage(message) { (reader) throws(BareError) in
        try annotator.annotate(.name(type.name), .named(type.name), name: "", from: &reader)
      }
    } catch {
      // The path still leads to where the walk broke off.
      failure = annotator.path.reversed().reduce(error) { $0.inside($1) }
    }
    return AnnotatedMessage(
      message: message, annotations: annotator.collector.annotations, failure: failure)
  }
}

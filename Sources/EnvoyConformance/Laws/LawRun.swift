import BareRuntime

/// The laws for one message by both codecs.
struct LawRun {
  let id: String
  let generated: MessageCodec
  let dynamic: MessageCodec

  /// What explanations are held to; nil where there are none.
  let explanation: AnnotationLaw?

  /// Whether values are compared, not only the bytes that they give again.
  let comparesValues: Bool

  private(set) var findings: [String] = []
  private(set) var messageCount = 0

  /// Of larger messages the explanation of each change would take longer than all the rest.
  private static let maximumExplainedByteCount = 96

  /// More findings of one vector tell nothing new.
  private static let maximumFindingCount = 5

  init(
    id: String, generated: MessageCodec, dynamic: MessageCodec, explanation: AnnotationLaw?,
    comparesValues: Bool
  ) {
    self.id = id
    self.generated = generated
    self.dynamic = dynamic
    self.explanation = explanation
    self.comparesValues = comparesValues
  }

  /// The message itself: both codecs have to take it alike.
  mutating func checkSame(_ message: [UInt8]) {
    compare(message, "as it is", mayRefuse: false)
  }

  /// A changed message: both codecs have to refuse it alike, or take it alike.
  mutating func checkFlipped(_ message: [UInt8], _ change: String) {
    compare(message, change, mayRefuse: true)
  }

  /// A message that neither codec may take.
  mutating func checkRefused(_ message: Bytes, _ change: String) {
    messageCount += 1
    explain(message, change)
    switch (outcome(message, by: generated), outcome(message, by: dynamic)) {
    case (.refused(let left), .refused(let right)):
      if left != right { find("refused as \(left) and as \(right), \(change)") }
    case (.taken, _): find("the generated codec takes it \(change)")
    case (_, .taken): find("the dynamic codec takes it \(change)")
    }
  }

  private mutating func compare(_ message: [UInt8], _ change: String, mayRefuse: Bool) {
    messageCount += 1
    guard let bytes = try? Bytes(message) else { return }
    explain(bytes, change)
    switch (outcome(bytes, by: generated), outcome(bytes, by: dynamic)) {
    case (.refused(let left), .refused(let right)):
      if !mayRefuse { find("both codecs refuse it \(change)") }
      if left != right { find("refused as \(left) and as \(right), \(change)") }
    case (.taken(let left), .taken(let right)):
      if left != message { find("the generated codec gives other bytes again, \(change)") }
      if right != message { find("the dynamic codec gives other bytes again, \(change)") }
      if comparesValues { compareValues(bytes, change) }
    case (.taken, .refused(let error)):
      find("the dynamic codec alone refuses it (\(error)), \(change)")
    case (.refused(let error), .taken):
      find("the generated codec alone refuses it (\(error)), \(change)")
    }
  }

  private mutating func explain(_ message: Bytes, _ change: String) {
    guard message.count <= Self.maximumExplainedByteCount,
      let fault = explanation?.fault(of: message)
    else { return }
    find("\(fault), \(change)")
  }

  private mutating func compareValues(_ message: Bytes, _ change: String) {
    guard let left = try? generated.decode(message), let right = try? dynamic.decode(message) else {
      return find("a message that is taken has no JSON, \(change)")
    }
    if left != right { find("the codecs read different values, \(change)") }
    if (try? generated.encode(left)) != message || (try? dynamic.encode(right)) != message {
      find("the JSON of the value gives other bytes, \(change)")
    }
  }

  private mutating func find(_ finding: String) {
    if findings.count < Self.maximumFindingCount { findings.append("\(id): \(finding)") }
  }

  /// What a codec makes of a message: the bytes that its value gives again, or class and place.
  private enum Outcome {
    case taken([UInt8])
    case refused(String)
  }

  private func outcome(_ message: Bytes, by codec: MessageCodec) -> Outcome {
    do throws(BareError) {
      return .taken(try codec.recode(message))
    } catch {
      let place = "\(error.byteOffset ?? -1), in \(error.pathText)"
      return .refused("\(error.errorClass.rawValue) at \(place)")
    }
  }
}

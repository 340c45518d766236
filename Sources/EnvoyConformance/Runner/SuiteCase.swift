import BareJSON

/// One vector as a case for a testee: what it is asked, and what its answers are worth.
protocol SuiteCase {
  /// The vector.
  var vector: Vector { get }

  /// What this testee is asked about it; nothing where it does not offer what that takes.
  var questions: [CodecQuestion] { get }

  /// The request that asks a question.
  func request(_ question: CodecQuestion) -> JSONObject

  /// What an answer is worth.
  func verdict(on reply: TesteeReply, to question: CodecQuestion) -> Verdict
}

/// One question about a vector; the raw value is the command.
enum CodecQuestion: String {
  case recode, decode, encode, convert
}

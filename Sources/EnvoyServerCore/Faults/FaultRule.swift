/// A fault that the server makes on purpose, so that clients can meet it.
public struct FaultRule: Hashable, Sendable {
  /// Where on the way of a request something goes wrong.
  public enum Point: String, CaseIterable, Hashable, Sendable {
    /// The request was read, and is not done yet.
    case beforeApply = "before-apply"

    /// The request is done; its replies are lost, late or others.
    case afterApply = "after-apply"

    /// A reply to a request is about to be sent, as it is.
    case reply

    /// Any message is about to be sent, pings and commands among them.
    case frame

    /// A connection was just opened.
    case socket
  }

  /// What goes wrong.
  public enum Act: Hashable, Sendable {
    /// The message is lost.
    case drop

    /// The message comes later.
    case delay(milliseconds: Int64)

    /// The message comes twice.
    case duplicate

    /// The message comes after the next one on its connection.
    case reorder

    /// The connection is closed.
    case close(code: UInt16)

    /// The connection breaks without a close.
    case reset

    /// The message ends early.
    case truncate(byteCount: Int)

    /// The message comes in frames of so many bytes, which is no fault but is seldom tried.
    case slice(byteCount: Int)

    /// A bit of the message is another, counted from the lowest of the first byte.
    case corrupt(bit: Int)

    /// Another message is sent, by its JSON; the request's id is put into it.
    case answer(json: String)

    /// Another holder takes the actor's database.
    case bumpGeneration
  }

  /// The name, by which it is shown and removed.
  public var name: String

  /// The type of message, with or without its first word (`ToRivet`, `ToEnvoy`); nil for any.
  public var type: String?

  /// The namespace; nil for any.
  public var namespace: String?

  /// The actor; nil for any.
  public var actor: String?

  /// Which of the messages that match; nil for each.
  public var nth: Int?

  /// How often it may happen; nil for always.
  public var times: Int?

  /// How likely it happens, in percent; drawn from the seed.
  public var percent = 100

  /// Where.
  public var point: Point

  /// What.
  public var act: Act

  /// A rule for all messages.
  public init(name: String, point: Point, act: Act) {
    self.name = name
    self.point = point
    self.act = act
  }
}

/// A message on its way, as rules look at it.
struct FaultContext: Hashable, Sendable {
  let namespace: String
  var actor: String?

  /// What the message is called: its type, and that of what is in it.
  let types: [String]
}

/// The rules that hold, in the order in which they were made, and how often each matched.
struct FaultBook: Sendable {
  private struct Entry {
    let rule: FaultRule
    var matchCount = 0
    var firedCount = 0
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  /// The rules, and how often each has happened.
  var rules: [(rule: FaultRule, firedCount: Int)] { entries.map { ($0.rule, $0.firedCount) } }

  /// Adds a rule, in the place of one of the same name.
  mutating func add(_ rule: FaultRule) {
    remove(rule.name)
    entries.append(Entry(rule: rule))
  }

  /// Removes a rule; false where there is none of this name.
  @discardableResult
  mutating func remove(_ name: String) -> Bool {
    let count = entries.count
    entries.removeAll { $0.rule.name == name }
    return entries.count < count
  }

  mutating func removeAll() { entries = [] }

  /// The rules that happen to a message now.
  mutating func fire(
    at point: FaultRule.Point, _ context: FaultContext, using random: inout SplitMix64
  ) -> [FaultRule] {
    var fired: [FaultRule] = []
    for index in entries.indices where entries[index].rule.matches(point, context) {
      entries[index].matchCount += 1
      let rule = entries[index].rule
      guard rule.nth.map({ $0 == entries[index].matchCount }) ?? true,
        rule.times.map({ entries[index].firedCount < $0 }) ?? true,
        rule.percent >= 100 || Int.random(in: 0..<100, using: &random) < rule.percent
      else { continue }
      entries[index].firedCount += 1
      fired.append(rule)
    }
    return fired
  }
}

extension FaultRule {
  fileprivate func matches(_ point: Point, _ context: FaultContext) -> Bool {
    self.point == point && (namespace.map { $0 == context.namespace } ?? true)
      && (actor.map { $0 == context.actor } ?? true)
      && (type.map { type in
        context.types.contains { $0 == type || $0 == "ToRivet\(type)" || $0 == "ToEnvoy\(type)" }
      } ?? true)
  }
}

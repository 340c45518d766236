/// What the compiler can find, each with a code that never changes its meaning.
///
/// 00xx are about the report, 01xx about characters, 02xx about syntax, 03xx about the rules of the
/// language, 04xx are warnings, 05xx hints where older syntax or another language was written, 06xx
/// about the names that generated Swift gets, which the generator finds, 07xx about published
/// schemas, 08xx what the linter finds.
///
/// | rule | codes |
/// | --- | --- |
/// | BARE-M1 | `BARE0301` |
/// | BARE-M2 | `BARE0302`, `BARE0303`, `BARE0308` |
/// | BARE-M3 | `BARE0304` |
/// | BARE-M4 | `BARE0305` |
/// | BARE-M5 | `BARE0306`, `BARE0307`, `BARE0308` |
/// | BARE-M6 | `BARE0309`, `BARE0310` |
/// | BARE-M7 | `BARE0311`, `BARE0312` |
/// | BARE-M8 | `BARE0313` |
/// | BARE-M9 | none: it asks nothing of a schema |
/// | BARE-M10 | `BARE0314` |
/// | BARE-M11 | `BARE0315` |
/// | BARE-M12 | `BARE0316` |
/// | BARE-M13 | `BARE0317` |
/// | BARE-M14 | `BARE0318` |
/// | BARE-M15 | `BARE0319`, `BARE0320`, `BARE0321`; BARE-A14 too is `BARE0321` |
/// | BARE-A9 | `BARE0401` |
/// | BARE-A10 | `BARE0102`, `BARE0402` |
/// | BARE-A13 | `BARE0211` |
public enum DiagnosticCode: String, CaseIterable, Sendable {
  /// More is found in a file than is shown.
  case moreErrors = "BARE0001"

  /// Bytes are not UTF-8; comments too have to be.
  case notUTF8 = "BARE0101"
  /// A byte order mark stands in the schema.
  case byteOrderMark = "BARE0102"
  /// White space other than line feed, tab and space.
  case foreignWhiteSpace = "BARE0103"
  /// A control or format character outside comments.
  case controlCharacter = "BARE0104"
  /// A character that has no meaning in a schema.
  case strangeCharacter = "BARE0105"
  /// A name has letters beyond ASCII.
  case nameNotASCII = "BARE0106"

  /// Something other than a definition stands between definitions.
  case definitionExpected = "BARE0201"
  /// A definition has no name.
  case typeNameExpected = "BARE0202"
  /// A type is missing.
  case typeExpected = "BARE0203"
  /// Something other than a field or value stands in a block.
  case itemExpected = "BARE0204"
  /// A bracket or another sign is missing.
  case punctuationExpected = "BARE0205"
  /// A block has no closing brace.
  case blockNotClosed = "BARE0206"
  /// No colon stands between a field's name and its type.
  case colonMissing = "BARE0207"
  /// No pipe stands between two members of a union.
  case pipeMissing = "BARE0208"
  /// Two definitions, fields or values touch.
  case whiteSpaceMissing = "BARE0209"
  /// A number is missing.
  case numberExpected = "BARE0210"
  /// A number is negative, where the wire has no sign.
  case numberNegative = "BARE0211"
  /// A number is not written in plain decimal digits.
  case numberNotDecimal = "BARE0212"
  /// Types are nested deeper than the compiler follows.
  case nestingTooDeep = "BARE0213"
  /// A schema declares no type.
  case schemaEmpty = "BARE0214"

  /// A type without a value stands where a value is needed.
  case voidHasNoPlace = "BARE0301"
  /// An enum has no value.
  case enumEmpty = "BARE0302"
  /// An enum names one value twice.
  case enumValueRepeated = "BARE0303"
  /// A length is 0 or beyond 2^64-1.
  case lengthOutOfRange = "BARE0304"
  /// A map's key is of a type that cannot be one.
  case mapKeyNotAllowed = "BARE0305"
  /// A union has no member.
  case unionEmpty = "BARE0306"
  /// A union lists one type twice.
  case unionMemberRepeated = "BARE0307"
  /// Two values or members have one number.
  case numberRepeated = "BARE0308"
  /// A struct has no field.
  case structEmpty = "BARE0309"
  /// A struct names one field twice.
  case fieldRepeated = "BARE0310"
  /// A type is used above its declaration.
  case typeUsedBeforeDeclared = "BARE0311"
  /// A type is declared nowhere.
  case typeNotDeclared = "BARE0312"
  /// A type contains itself.
  case typeRecursive = "BARE0313"
  /// Counting an enum's values on passes 2^64-1.
  case enumCountOverflows = "BARE0314"
  /// Counting a union's tags on passes 2^64-1.
  case unionCountOverflows = "BARE0315"
  /// Numbers or tags do not ascend.
  case numberNotAscending = "BARE0316"
  /// A number or tag is beyond 2^64-1.
  case numberTooLarge = "BARE0317"
  /// A type is declared twice.
  case typeRepeated = "BARE0318"
  /// A type's name is not a capital, then letters and digits.
  case typeNameMalformed = "BARE0319"
  /// An enum value's name is not in CONSTANT_CASE.
  case enumValueNameMalformed = "BARE0320"
  /// A field's name does not start with a small letter.
  case fieldNameMalformed = "BARE0321"

  /// A fixed length makes values of 2^63 bytes and more.
  case fixedLengthHuge = "BARE0401"
  /// Lines end in CR LF.
  case carriageReturn = "BARE0402"

  /// `string` is `str` today.
  case stringOldName = "BARE0501"
  /// `data<4>` is `data[4]` today.
  case dataLengthInAngles = "BARE0502"
  /// `[]T` and `[4]T` are `list<T>` and `list<T>[4]` today.
  case listInBrackets = "BARE0503"
  /// `map[K]V` is `map<K><V>` today.
  case mapKeyInBrackets = "BARE0504"
  /// `map<K, V>` is written `map<K><V>`.
  case mapWithComma = "BARE0505"
  /// `(A | B)` is `union { A | B }` today.
  case unionInParentheses = "BARE0506"
  /// `{ … }` is `struct { … }` today.
  case structKeywordMissing = "BARE0507"
  /// `enum A { … }` is `type A enum { … }` today.
  case kindBeforeName = "BARE0508"
  /// Comments start with `#`.
  case foreignComment = "BARE0509"
  /// No comma or semicolon separates anything.
  case separator = "BARE0510"
  /// A parameter stands in angle brackets: `optional<T>`.
  case parameterWithoutAngles = "BARE0511"
  /// No `=` stands between a type's name and its type.
  case equalsInDefinition = "BARE0512"
  /// Pipes separate the members of unions only.
  case pipeOutsideUnion = "BARE0513"

  /// Two names of the schema are one in Swift.
  case swiftNamesMeet = "BARE0601"
  /// A name needs backticks in Swift.
  case swiftNamePoor = "BARE0602"

  /// A lock has no line for the schema.
  case notLocked = "BARE0701"
  /// The wire shape is not that of the schema's line in a lock.
  case lockBroken = "BARE0702"

  /// A type that can hardly be a message is used by no other.
  case typeUnused = "BARE0801"
  /// A type has no fixed length, and its name or comment knows one.
  case lengthKnown = "BARE0802"
  /// Numbers or tags of a published schema are counted, not stated.
  case numberImplied = "BARE0803"
  /// An optional of an optional.
  case optionalNested = "BARE0804"
  /// A name stands for a name that stands for a name.
  case aliasChained = "BARE0805"
  /// A message is a struct, which cannot become anything else.
  case messageNotUnion = "BARE0806"
  /// A comment leaves out a rule that does not exist.
  case ruleUnknown = "BARE0807"
  /// A comment leaves out a rule that finds nothing there.
  case exceptionIdle = "BARE0808"

  /// How grave a diagnostic of this code is.
  public var severity: DiagnosticSeverity {
    switch self {
    case .moreErrors, .messageNotUnion: .note
    case .fixedLengthHuge, .carriageReturn, .swiftNamesMeet, .swiftNamePoor, .typeUnused,
      .lengthKnown, .numberImplied, .optionalNested, .aliasChained, .ruleUnknown, .exceptionIdle:
      .warning
    default: .error
    }
  }
}

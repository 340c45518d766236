extension DiagnosticCode {
  /// What the code means, in one line.
  public var summary: String {
    switch self {
    case .moreErrors: "more is found in a file than is shown"
    case .notUTF8: "bytes are not UTF-8; comments too have to be"
    case .byteOrderMark: "a byte order mark stands in the schema"
    case .foreignWhiteSpace: "white space other than line feed, tab and space"
    case .controlCharacter: "a control or format character outside comments"
    case .strangeCharacter: "a character that has no meaning in a schema"
    case .nameNotASCII: "a name has letters beyond ASCII"
    case .definitionExpected: "something other than a definition stands between definitions"
    case .typeNameExpected: "a definition has no name"
    case .typeExpected: "a type is missing"
    case .itemExpected: "something other than a field or value stands in a block"
    case .punctuationExpected: "a bracket or another sign is missing"
    case .blockNotClosed: "a block has no closing brace"
    case .colonMissing: "no colon stands between a field's name and its type"
    case .pipeMissing: "no pipe stands between two members of a union"
    case .whiteSpaceMissing: "two definitions, fields or values touch"
    case .numberExpected: "a number is missing"
    case .numberNegative: "a number is negative, where the wire has no sign"
    case .numberNotDecimal: "a number is not written in plain decimal digits"
    case .nestingTooDeep: "types are nested deeper than the compiler follows"
    case .schemaEmpty: "a schema declares no type"
    default: ruleSummary ?? lintSummary ?? hintSummary
    }
  }

  private var ruleSummary: String? {
    switch self {
    case .voidHasNoPlace: "a type without a value stands where a value is needed"
    case .enumEmpty: "an enum has no value"
    case .enumValueRepeated: "an enum names one value twice"
    case .lengthOutOfRange: "a length is 0 or beyond 2^64-1"
    case .mapKeyNotAllowed: "a map's key is of a type that cannot be one"
    case .unionEmpty: "a union has no member"
    case .unionMemberRepeated: "a union lists one type twice"
    case .numberRepeated: "two values or members have one number"
    case .structEmpty: "a struct has no field"
    case .fieldRepeated: "a struct names one field twice"
    case .typeUsedBeforeDeclared: "a type is used above its declaration"
    case .typeNotDeclared: "a type is declared nowhere"
    case .typeRecursive: "a type contains itself"
    case .enumCountOverflows: "counting an enum's values on passes 2^64-1"
    case .unionCountOverflows: "counting a union's tags on passes 2^64-1"
    case .numberNotAscending: "numbers or tags do not ascend"
    case .numberTooLarge: "a number or tag is beyond 2^64-1"
    case .typeRepeated: "a type is declared twice"
    case .typeNameMalformed: "a type's name is not a capital, then letters and digits"
    case .enumValueNameMalformed: "an enum value's name is not in CONSTANT_CASE"
    case .fieldNameMalformed: "a field's name does not start with a small letter"
    default: nil
    }
  }

  private var lintSummary: String? {
    switch self {
    case .typeUnused: "a type that can hardly be a message is used by no other"
    case .lengthKnown: "a type has no fixed length, and its name or comment knows one"
    case .numberImplied: "numbers or tags of a published schema are counted, not stated"
    case .optionalNested: "an optional of an optional"
    case .aliasChained: "a name stands for a name that stands for a name"
    case .messageNotUnion: "a message is a struct, which cannot become anything else"
    case .ruleUnknown: "a comment leaves out a rule that does not exist"
    case .exceptionIdle: "a comment leaves out a rule that finds nothing there"
    default: nil
    }
  }

  private var hintSummary: String {
    switch self {
    case .fixedLengthHuge: "a fixed length makes values of 2^63 bytes and more"
    case .carriageReturn: "lines end in CR LF"
    case .swiftNamesMeet: "two names of the schema are one in Swift"
    case .swiftNamePoor: "a name needs backticks in Swift"
    case .notLocked: "the lock has no line for a schema"
    case .lockBroken: "the wire shape of a published schema changed"
    case .stringOldName: "`string` is `str` today"
    case .dataLengthInAngles: "`data<4>` is `data[4]` today"
    case .listInBrackets: "`[]T` and `[4]T` are `list<T>` and `list<T>[4]` today"
    case .mapKeyInBrackets: "`map[K]V` is `map<K><V>` today"
    case .mapWithComma: "`map<K, V>` is written `map<K><V>`"
    case .unionInParentheses: "`(A | B)` is `union { A | B }` today"
    case .structKeywordMissing: "`{ … }` is `struct { … }` today"
    case .kindBeforeName: "`enum A { … }` is `type A enum { … }` today"
    case .foreignComment: "comments start with `#`"
    case .separator: "no comma or semicolon separates anything"
    case .parameterWithoutAngles: "a parameter stands in angle brackets: `optional<T>`"
    case .equalsInDefinition: "no `=` stands between a type's name and its type"
    case .pipeOutsideUnion: "pipes separate the members of unions only"
    default: rawValue
    }
  }
}

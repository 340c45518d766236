/// What the compiler can find, each with a code that never changes its meaning.
///
/// 00xx are about the report, 01xx about characters, 02xx about syntax, 03xx about the rules of the
/// language, 04xx are warnings, 05xx hints where older syntax or another language was written, 06xx
/// about the names that generated Swift gets, which the generator finds.
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
  case moreErrors = "BARE0001"

  case notUTF8 = "BARE0101"
  case byteOrderMark = "BARE0102"
  case foreignWhiteSpace = "BARE0103"
  case controlCharacter = "BARE0104"
  case strangeCharacter = "BARE0105"
  case nameNotASCII = "BARE0106"

  case definitionExpected = "BARE0201"
  case typeNameExpected = "BARE0202"
  case typeExpected = "BARE0203"
  case itemExpected = "BARE0204"
  case punctuationExpected = "BARE0205"
  case blockNotClosed = "BARE0206"
  case colonMissing = "BARE0207"
  case pipeMissing = "BARE0208"
  case whiteSpaceMissing = "BARE0209"
  case numberExpected = "BARE0210"
  case numberNegative = "BARE0211"
  case numberNotDecimal = "BARE0212"
  case nestingTooDeep = "BARE0213"
  case schemaEmpty = "BARE0214"

  case voidHasNoPlace = "BARE0301"
  case enumEmpty = "BARE0302"
  case enumValueRepeated = "BARE0303"
  case lengthOutOfRange = "BARE0304"
  case mapKeyNotAllowed = "BARE0305"
  case unionEmpty = "BARE0306"
  case unionMemberRepeated = "BARE0307"
  case numberRepeated = "BARE0308"
  case structEmpty = "BARE0309"
  case fieldRepeated = "BARE0310"
  case typeUsedBeforeDeclared = "BARE0311"
  case typeNotDeclared = "BARE0312"
  case typeRecursive = "BARE0313"
  case enumCountOverflows = "BARE0314"
  case unionCountOverflows = "BARE0315"
  case numberNotAscending = "BARE0316"
  case numberTooLarge = "BARE0317"
  case typeRepeated = "BARE0318"
  case typeNameMalformed = "BARE0319"
  case enumValueNameMalformed = "BARE0320"
  case fieldNameMalformed = "BARE0321"

  case fixedLengthHuge = "BARE0401"
  case carriageReturn = "BARE0402"

  case stringOldName = "BARE0501"
  case dataLengthInAngles = "BARE0502"
  case listInBrackets = "BARE0503"
  case mapKeyInBrackets = "BARE0504"
  case mapWithComma = "BARE0505"
  case unionInParentheses = "BARE0506"
  case structKeywordMissing = "BARE0507"
  case kindBeforeName = "BARE0508"
  case foreignComment = "BARE0509"
  case separator = "BARE0510"
  case parameterWithoutAngles = "BARE0511"
  case equalsInDefinition = "BARE0512"
  case pipeOutsideUnion = "BARE0513"

  case swiftNamesMeet = "BARE0601"
  case swiftNamePoor = "BARE0602"

  /// How grave a diagnostic of this code is.
  public var severity: DiagnosticSeverity {
    switch self {
    case .moreErrors: .note
    case .fixedLengthHuge, .carriageReturn, .swiftNamesMeet, .swiftNamePoor: .warning
    default: .error
    }
  }
}

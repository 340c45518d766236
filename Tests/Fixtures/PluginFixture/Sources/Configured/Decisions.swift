import BareRuntime

extension Chat.V1ToV2 {
  static func lossOfMood(in value: New.Line) -> ConversionLoss { .drop }
}
